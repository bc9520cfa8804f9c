package enquire.web.mirror;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * How a file takes the place of another one, so that whatever stands there in that moment is set
 * aside, whoever put it there. Thread-safe.
 */
final class Placing {

    private Placing() {}

    /**
     * @param old what stood there, set aside
     * @param placed whether the new content stands there now; if not, somebody was faster
     */
    record Replaced(Path old, boolean placed) {}

    /** {@link SystemRename#exchange}. */
    interface Exchange {
        boolean exchange(Path one, Path other) throws IOException;
    }

    /**
     * In one step: there is no moment without a file, and nothing that is not set aside.
     *
     * @param old holds what was written, and then what stood there
     */
    static boolean exchanged(Path old, Path file, Exchange system) throws IOException {
        Object ours = key(old);
        boolean done;
        try {
            done = system.exchange(old, file);
        } catch (IOException e) {
            Files.deleteIfExists(old); // Ours: it never came into its place.
            throw e;
        }
        if (done && !Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)) {
            // A folder or a link, which is nobody's edit.
            if (system.exchange(old, file) && key(old).equals(ours)) {
                Files.delete(old);
            } // What could not be put back, or was saved in that moment, stays set aside.
            throw new FileAlreadyExistsException(file.toString());
        }
        return done;
    }

    /** Which file it is, whatever its name; systems that exchange files can tell. */
    private static Object key(Path file) throws IOException {
        return Objects.requireNonNullElse(
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey(),
                file);
    }

    /** Where the system cannot exchange files, for an instant there is none. */
    static Replaced replacedInTwo(Path file, Path old, Path written) throws IOException {
        Files.move(file, old);
        try {
            link(written, file);
            return new Replaced(old, true);
        } catch (FileAlreadyExistsException faster) {
            return new Replaced(old, false);
        } catch (IOException e) {
            try {
                link(old, file);
                Files.delete(old);
            } catch (FileAlreadyExistsException faster) {
                return new Replaced(old, false);
            }
            throw e;
        }
    }

    /** Gives a file one more name, if that is free; where there are none, that one instead. */
    static void link(Path file, Path second) throws IOException {
        try {
            Files.createLink(second, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (e instanceof FileAlreadyExistsException exists) {
                throw exists;
            }
            Files.move(file, second); // Refused if there is one, though not everywhere in one step.
        }
    }
}
