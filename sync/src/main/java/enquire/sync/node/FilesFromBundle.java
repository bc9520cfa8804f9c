package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.storage.DiskWords;
import enquire.storage.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores the attachments of a bundle that pages here use and that are not here yet, while there is
 * room for them. Each is written beside the others and becomes one of them when it is whole. One
 * use, one thread.
 */
final class FilesFromBundle implements PiecesInOrder.Sink, AutoCloseable {

    private final Wiki wiki;
    private final Path folder;
    private final Map<BlobId, Long> sizes;
    private @Nullable Path part;
    private @Nullable OutputStream out;
    private int done;
    private int stored;
    private int withoutRoom;

    /**
     * @param folder for files that are not whole yet
     * @param sizes in bytes, of all files of the bundle
     */
    FilesFromBundle(Wiki wiki, Path folder, Map<BlobId, Long> sizes) {
        this.wiki = wiki;
        this.folder = folder;
        this.sizes = sizes;
    }

    /** How many files were looked at. */
    int done() {
        return done;
    }

    int stored() {
        return stored;
    }

    int withoutRoom() {
        return withoutRoom;
    }

    @Override
    public void begin(BlobId blob) {
        var repository = wiki.repository();
        boolean wanted =
                repository.blobs().file(blob).isEmpty()
                        && !repository.attachments().isTakenOut(blob)
                        && repository.attachments().manifest(blob).isPresent();
        if (!wanted) {
            return;
        }
        if (!wiki.files().fetching().hasRoom(blob, sizes.getOrDefault(blob, 0L))) {
            withoutRoom++;
            return;
        }
        onDisk(() -> {
            Path begun = Files.createTempFile(folder, "file-", BundleInbox.UNFINISHED);
            part = begun;
            out = Files.newOutputStream(begun);
        });
    }

    @Override
    public void piece(Bytes body) {
        OutputStream file = out;
        if (file != null) {
            onDisk(() -> file.write(body.toArray()));
        }
    }

    @Override
    public void end(BlobId blob, long bytes) {
        done++;
        Path whole = part;
        OutputStream file = out;
        if (whole == null || file == null) {
            return;
        }
        onDisk(() -> {
            file.close();
            if (wiki.repository().blobs().addMoved(blob, whole, Instant.now()).isPresent()) {
                stored++;
                wiki.files().arrivals().came(blob);
            }
        });
        close();
    }

    /** Leaves nothing unfinished; others hear of what came. */
    @Override
    public void close() {
        Path left = part;
        OutputStream file = out;
        part = null;
        out = null;
        if (left != null && file != null) {
            onDisk(() -> {
                file.close();
                Files.deleteIfExists(left);
            });
        }
    }

    private interface DiskAction {
        void run() throws IOException;
    }

    private void onDisk(DiskAction action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new StorageException(
                    "A file of the bundle could not be stored in %s (%s). What was taken before is safe. %s Then read the bundle again."
                            .formatted(folder, DiskWords.reason(e), DiskWords.advice(e)),
                    e);
        }
    }
}
