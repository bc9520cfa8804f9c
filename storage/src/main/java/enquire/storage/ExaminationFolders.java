package enquire.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders for temporary files in which changes of a page lie while they are examined. They hold
 * what may be taken out of the page for good later: what a killed process left there is removed by
 * the next one. Thread-safe.
 */
public final class ExaminationFolders {

    private static final String PREFIX = "enquire-examination-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-.*");

    private static final Logger LOG = LoggerFactory.getLogger(ExaminationFolders.class);

    /** Of this process. */
    private static final Set<Path> USED = ConcurrentHashMap.newKeySet();

    private ExaminationFolders() {}

    /** For the examination that removes it with {@link #remove}. */
    static synchronized Path create(Path temporary) throws IOException {
        String name = PREFIX + ProcessHandle.current().pid() + "-";
        Path folder = Files.createTempDirectory(temporary, name);
        USED.add(folder);
        return folder;
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            USED.remove(folder);
        } catch (IOException e) {
            LOG.warn("The folder {} of an examination stays: {}", folder, e.getMessage());
        }
    }

    /** Removes those of processes that have ended, from the folder for temporary files. */
    public static void removeLeft() {
        removeLeft(temporary());
    }

    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    static synchronized void removeLeft(Path temporary) {
        List<Path> left;
        try (Stream<Path> all = Files.list(temporary)) {
            left = all.filter(ExaminationFolders::isLeft).toList();
        } catch (IOException e) {
            LOG.warn("Old examinations in {} are not looked for: {}", temporary, e.getMessage());
            return;
        }
        left.forEach(ExaminationFolders::remove);
    }

    private static boolean isLeft(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches() || USED.contains(folder)) {
            return false;
        }
        long pid = Long.parseLong(name.group(1));
        // A process of the same number that runs now is this one, or may be the one that has it.
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }
}
