package enquire.web.command;

import enquire.storage.DiskWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Where libraries unpack their native code (SQLite 1 MB, Automerge 7 MB): a folder of this process
 * alone, which it removes at its end. They ask the JVM to delete the files when it exits, which a
 * process that stops on a signal does not come to ({@link StopSignal}). One thread at a time.
 */
final class NativeFolder implements AutoCloseable {

    /** Both libraries look here, each when it is loaded. */
    private static final String PROPERTY = "java.io.tmpdir";

    /** For SQLite's library, which every start needs. */
    private static final long BYTES_NEEDED = 2 << 20;

    private final String before;
    private final Path folder;

    private NativeFolder(String before, Path folder) {
        this.before = before;
        this.folder = folder;
    }

    static NativeFolder make() {
        String before = System.getProperty(PROPERTY);
        try {
            Path folder = Files.createTempDirectory("enquire-");
            if (Files.getFileStore(folder).getUsableSpace() < BYTES_NEEDED) {
                Files.delete(folder);
                throw new CommandException(
                        "There is no room for temporary files in %s (%d MB are needed). Make room there, or set TMPDIR to another folder."
                                .formatted(before, BYTES_NEEDED >> 20));
            }
            System.setProperty(PROPERTY, folder.toString());
            return new NativeFolder(before, folder);
        } catch (IOException e) {
            throw new CommandException(
                    "No folder for temporary files can be made in %s (%s). %s Or set TMPDIR to another folder."
                            .formatted(before, DiskWords.reason(e), DiskWords.advice(e)));
        }
    }

    @Override
    public void close() {
        System.setProperty(PROPERTY, before);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> unpacked = files.toList();
            for (Path file : unpacked) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // Windows does not delete libraries in use; nothing but room on the disk depends on it.
            LoggerFactory.getLogger(NativeFolder.class).info("{} stays behind.", folder, e);
        }
    }
}
