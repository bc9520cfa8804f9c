package enquire.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder in which a node is at work, so that files come and go while somebody looks. */
public final class LiveFolder {

    private LiveFolder() {}

    /**
     * The files in it and below. If one went meanwhile, it may have another name now: all is looked
     * through again.
     *
     * @param wanted may read the file, and throw what came of it as an {@link UncheckedIOException}
     * @throws IOException if the disk fails, or there is no such folder
     */
    public static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
        while (true) {
            try (Stream<Path> all = Files.walk(folder)) {
                return all.filter(Files::isRegularFile).filter(wanted).toList();
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            }
        }
    }
}
