package enquire.sync.node;

import enquire.storage.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the bundles lie that are being read into one wiki. One that was checked and is being taken
 * when the node stops, however it stops, is gone on with at the next start; what had not come whole
 * is removed. One is read at a time. Thread-safe.
 */
final class BundleInbox implements AutoCloseable {

    /** Names of what is not whole yet end so. */
    static final String UNFINISHED = ".part";

    private static final String CHECKED = ".bundle";

    private static final Logger LOG = LoggerFactory.getLogger(BundleInbox.class);

    private final Path folder;
    private final BundleBounds bounds;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean closed;

    /**
     * @param bounds of one
     */
    BundleInbox(Path folder, BundleBounds bounds) {
        this.folder = folder;
        this.bounds = bounds;
    }

    /** The most that one holds. */
    BundleBounds bounds() {
        return bounds;
    }

    /** For what comes in; made if missing. */
    Path folder() throws IOException {
        return Files.createDirectories(folder);
    }

    /** Removes what a killed run left unfinished, and goes on with what it was taking. */
    void start(Wiki wiki) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            List<Path> left = named("*" + CHECKED);
            for (Path part : named("*")) {
                if (!left.contains(part)) {
                    Files.delete(part);
                }
            }
            if (!left.isEmpty()) {
                Thread.ofVirtual().name("bundles-left").start(() -> goOn(wiki, left));
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Parts of bundles are left in {}: {}", folder, e.getMessage());
        }
    }

    private List<Path> named(String pattern) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, pattern)) {
            files.forEach(found::add);
        }
        return found;
    }

    private void goOn(Wiki wiki, List<Path> left) {
        for (Path bundle : left) {
            try {
                Bundles.Report report = take(wiki, bundle, (step, done, of) -> {});
                LOG.info(
                        "A bundle that was being read when the node stopped is read: {} pages, {} files",
                        report.pages(),
                        report.files());
            } catch (IOException | RuntimeException e) {
                LOG.warn("A bundle that was being read when the node stopped: {}", e.getMessage());
            }
        }
    }

    /**
     * Takes a bundle and removes its file, whatever comes of it, unless the node stops meanwhile;
     * one that an earlier run left stays until the disk takes what is in it.
     *
     * @param file in {@link #folder}
     */
    Bundles.Report take(Wiki wiki, Path file, Bundles.Progress progress) throws IOException {
        Path kept = file;
        boolean stays = false;
        reading.lock();
        try {
            requireOpen();
            var reader = new BundleReading(wiki, this);
            BundleReading.Checked checked = reader.check(file, progress);
            kept = keep(file);
            return reader.take(kept, checked, progress);
        } catch (IOException | StorageException e) {
            stays = isLeft(file); // Nobody is there who would read it again; the next start does.
            throw e;
        } finally {
            if (!closed && !stays) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(kept);
            }
            reading.unlock();
        }
    }

    /** From here on it is on disk under a name that {@link #start} finds. */
    private Path keep(Path file) throws IOException {
        if (isLeft(file)) {
            return file;
        }
        try (var content = FileChannel.open(file, StandardOpenOption.WRITE)) {
            content.force(true);
        }
        Path kept = file.resolveSibling(file.getFileName() + CHECKED);
        return Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether an earlier run has checked it, and a person was told that it is gone on with. */
    private static boolean isLeft(Path file) {
        return file.getFileName().toString().endsWith(CHECKED);
    }

    /**
     * @throws BundleException if the node stops
     */
    void requireOpen() {
        if (closed) {
            throw new BundleException(
                    BundleException.Kind.STOPPING,
                    "Enquire stops. What was taken is safe; it goes on with the bundle when it is started again.");
        }
    }

    /** Waits for the one that is read, which stops after its frame. */
    @Override
    public void close() {
        closed = true;
        reading.lock();
        reading.unlock();
    }
}
