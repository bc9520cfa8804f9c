package enquire.storage;

import enquire.editor.page.NativeCode;
import enquire.editor.page.NativeCodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes sure that Automerge can be used, also on a disk that is full when it is first needed: what
 * could be unpacked only in part is removed, so that trying again and again does not take the room
 * that others need. Thread-safe.
 */
final class NativeLibrary {

    /** What the library names the files that it unpacks. */
    private static final String PREFIX = "automerge-jni-";

    private NativeLibrary() {}

    /**
     * @throws StorageException if there is no room to unpack it; may be tried again
     */
    static void require() {
        if (!NativeCode.isLoaded()) {
            load(Path.of(System.getProperty("java.io.tmpdir")));
        }
    }

    private static synchronized void load(Path folder) {
        Set<Path> before = unpacked(folder);
        try {
            NativeCode.require();
        } catch (NativeCodeException e) {
            remove(folder, before);
            throw new StorageException(
                    ("A library cannot be unpacked in %s (%s), so this edit waits. Everything saved"
                                    + " before is safe and can be read. Make room there (10 MB);"
                                    + " editing then works again without a restart.")
                            .formatted(folder, reason(e)),
                    e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Other processes may use the same folder, so nothing is removed that was there before. */
    private static void remove(Path folder, Set<Path> before) {
        for (Path file : unpacked(folder)) {
            if (!before.contains(file)) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException left) {
                    return; // It is found and removed with the whole folder when the node stops.
                }
            }
        }
    }

    private static Set<Path> unpacked(Path folder) {
        var found = new HashSet<Path>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .forEach(found::add);
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            // Then there is nothing to remove, or nobody to do it.
        }
        return found;
    }
}
