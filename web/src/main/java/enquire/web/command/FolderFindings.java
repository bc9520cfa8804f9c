package enquire.web.command;

import enquire.storage.DiskWords;
import enquire.storage.StorageCheck;
import enquire.storage.search.IndexCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is wrong with a data folder, without opening it as a node does. */
final class FolderFindings {

    /** Below it the next picture may not fit any more (a guess). */
    private static final long LITTLE_BYTES = 1L << 30;

    /** Below it typing may not be saved (a guess). */
    private static final long NOTHING_BYTES = 50L << 20;

    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE);

    private FolderFindings() {}

    static List<Finding> of(Path data) {
        var found = new ArrayList<Finding>();
        if (DataFolders.isNone(data)) {
            found.add(
                    Finding.wrong(
                            "There is no wiki in %s. Start one with “enquire”, or name the right folder with --data."
                                    .formatted(data)));
            return found;
        }
        found.add(writable(data));
        found.add(room(StorageCheck.freeBytes(data)));
        try {
            found.add(permissions(data));
            found.add(
                    database(data.resolve("node/node.db"), "the settings and names of this node"));
            for (Path wiki : wikis(data)) {
                found.add(database(wiki.resolve("wiki.db"), "the pages of a wiki"));
                found.add(index(wiki.resolve("index")));
            }
        } catch (IOException e) {
            found.add(
                    Finding.wrong(
                            "%s cannot be read (%s). %s"
                                    .formatted(data, DiskWords.reason(e), DiskWords.advice(e))));
        }
        return found;
    }

    private static Finding writable(Path data) {
        return Files.isWritable(data)
                ? Finding.ok("The data folder is %s.".formatted(data))
                : Finding.wrong(
                        "Nothing can be written in the data folder %s. Start Enquire as the user who owns it, or give this user the right to write there."
                                .formatted(data));
    }

    /**
     * @param freeBytes on its disk, if the system says it
     */
    static Finding room(Optional<Long> freeBytes) {
        return freeBytes
                .map(free -> {
                    String words =
                            "%,d MB are free on the disk of the data folder.".formatted(free >> 20);
                    return free < NOTHING_BYTES
                            ? Finding.wrong(words + " Make room: soon nothing can be saved.")
                            : free < LITTLE_BYTES
                                    ? Finding.look(words + " Make room before it is full.")
                                    : Finding.ok(words);
                })
                .orElse(
                        Finding.look(
                                "How much room the disk of the data folder has is not known."));
    }

    /** The key of this node is in it, and everything that was written. */
    private static Finding permissions(Path data) throws IOException {
        if (isOpenToOthers(data)) {
            for (String each : List.of("node", "wikis", "api-token")) {
                Path inside = data.resolve(each);
                if (!isOpenToOthers(inside)) {
                    continue;
                }
                return Finding.look(
                        "Other users of this computer can read or change %s. Take that from them: chmod -R go-rwx %s"
                                .formatted(inside, inside));
            }
        }
        return Finding.ok("Only this user can read what is in it.");
    }

    /** No where the system knows no such permissions. */
    private static boolean isOpenToOthers(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || Files.notExists(file)) {
            return false;
        }
        Set<PosixFilePermission> given = EnumSet.copyOf(OF_OTHERS);
        given.retainAll(view.readAttributes().permissions());
        return !given.isEmpty();
    }

    private static List<Path> wikis(Path data) throws IOException {
        Path all = data.resolve("wikis");
        if (Files.notExists(all)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(each -> Files.exists(each.resolve("wiki.db"))).sorted().toList();
        }
    }

    private static Finding database(Path file, String what) {
        if (Files.notExists(file)) {
            return Finding.wrong(
                    "%s is missing: %s. Put it back from a backup.".formatted(file, what));
        }
        return StorageCheck.database(file)
                .map(wrong ->
                        Finding.wrong(
                                "%s is damaged (%s): %s. Stop Enquire, move the whole data folder away and put it back from a backup (enquire restore FILE); the other members of the wiki have what was exchanged with them."
                                        .formatted(file, wrong, what)))
                .orElse(Finding.ok("%s can be read: %s.".formatted(file, what)));
    }

    private static Finding index(Path folder) {
        if (!IndexCheck.isThere(folder)) {
            return Finding.look(
                    "The search index %s is not there yet. It is made while the node runs."
                            .formatted(folder));
        }
        return IndexCheck.index(folder)
                .map(wrong ->
                        Finding.wrong(
                                "The search index %s is damaged (%s). Stop Enquire, delete that folder and start it again: it is made anew from the pages, which are not affected."
                                        .formatted(folder, wrong)))
                .orElse(Finding.ok("The search index %s can be read.".formatted(folder)));
    }
}
