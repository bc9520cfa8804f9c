package enquire.web.mirror;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.page.BlobId;
import enquire.storage.BlobStore;
import enquire.storage.BlobTooLargeException;
import enquire.storage.NotAWriterException;
import enquire.storage.PageTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.web.vault.PortableName;
import enquire.web.wiki.FileLimits;
import enquire.web.wiki.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The attachments of pages as files of the folder, both ways. A file that is there is never
 * replaced. One thread at a time.
 */
final class Attachments {

    /** Where those go that came without a folder, as in an export. */
    private static final String FILES = "files/";

    private final Repository repository;
    private final Folder folder;
    private final Desk desk;

    Attachments(Repository repository, Folder folder, Desk desk) {
        this.repository = repository;
        this.folder = folder;
        this.desk = desk;
    }

    /**
     * Puts what a page uses and the folder lacks into it.
     *
     * @return whether all of it is there; what is not on this computer yet comes later
     */
    boolean put(PageView page) {
        boolean all = true;
        for (var file : page.files().entrySet()) {
            Optional<Manifest> manifest = Manifest.parse(file.getValue());
            Optional<String> place = manifest.flatMap(Attachments::place);
            if (place.isEmpty()) {
                continue;
            }
            Optional<Path> here = repository.blobs().file(file.getKey());
            all &= here.isPresent();
            try {
                if (here.isPresent() && !folder.isTaken(place.get())) {
                    folder.copy(here.get(), place.get());
                    desk.settle(place.get());
                } else if (here.isPresent() && isOther(place.get(), manifest.get())) {
                    desk.troubles.put(
                            place.get(), new Trouble(place.get(), Trouble.Kind.OTHER_FILE));
                }
            } catch (IOException e) {
                desk.troubles.put(
                        place.get(),
                        new Trouble(
                                place.get(),
                                Trouble.Kind.CANNOT_WRITE,
                                String.valueOf(e.getMessage())));
            }
        }
        return all;
    }

    private boolean isOther(String place, Manifest manifest) throws IOException {
        return folder.stat(place).filter(stat -> stat.bytes() == manifest.bytes()).isEmpty();
    }

    private static Optional<String> place(Manifest manifest) {
        // One that looked like a page would be taken in as one, as if somebody here had written it.
        return PortableName.ofAttachment(manifest.path().orElseGet(() -> FILES + manifest.name()))
                .filter(path -> !FileName.isPage(path));
    }

    /**
     * Notes in a page which files of the folder it uses.
     *
     * @param names of the folder
     */
    void take(PageView page, FileNames names) {
        Map<BlobId, String> found = new LinkedHashMap<>();
        for (PageLink link : PageAnalysis.of(page.text()).links()) {
            Optional<String> path = names.meant(page.title(), link.target());
            if (path.isPresent() && !has(page, path.get())) {
                store(path.get())
                        .ifPresent(stored -> {
                            String name = path.get().substring(path.get().lastIndexOf('/') + 1);
                            found.put(stored.blob(), Manifest.of(name, path, stored).toJson());
                        });
            }
        }
        found.keySet().removeAll(page.files().keySet());
        if (found.isEmpty()) {
            return;
        }
        try {
            repository.attach(page.page(), found);
        } catch (NotAWriterException | PageTooLargeException | StorageException e) {
            desk.troubles.put(
                    page.displayTitle(),
                    new Trouble(
                            page.displayTitle(),
                            Trouble.Kind.NOT_STORED,
                            String.valueOf(e.getMessage())));
        }
    }

    private static boolean has(PageView page, String path) {
        return page.files().values().stream()
                .flatMap(json -> Manifest.parse(json).stream())
                .flatMap(manifest -> place(manifest).stream())
                .anyMatch(path::equals);
    }

    private Optional<BlobStore.Stored> store(String path) {
        try (InputStream in = folder.open(path)) {
            Optional<BlobStore.Stored> stored =
                    Optional.of(repository.blobs().add(in, FileLimits.BYTES_MAX));
            desk.settle(path);
            return stored;
        } catch (BlobTooLargeException e) {
            desk.troubles.put(path, new Trouble(path, Trouble.Kind.FILE_TOO_LARGE));
        } catch (IOException e) {
            desk.troubles.put(
                    path, new Trouble(path, Trouble.Kind.CLOSED, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }
}
