package enquire.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. Stateless. */
public final class FolderTree {

    private FolderTree() {}

    /**
     * Removes it, if it is there. Links in it are removed, and nothing that they lead to.
     *
     * @throws IOException if something of it stays, because somebody adds to it or removes it at
     *     the same time, say
     */
    public static void remove(Path top) throws IOException {
        if (Files.notExists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(top)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // What a folder says while it is walked.
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
