package enquire.sync.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells the computers apart on which one node was put, by a backup or as a copy of its data folder:
 * what one of them has written under the name of the node is not the other's. Drawn at random and
 * kept with the settings of the node; drawn anew after a restore, and where the data folder turns
 * out to be another one than it was drawn for. Stateless.
 */
final class ComputerMark {

    /** Two of four computers of one node are alike once in 700 million (arithmetic). */
    private static final int BYTES = 4;

    private static final String INODE = "unix:ino";

    /** Where a file system numbers no files. */
    private static final String NO_PLACE = "-";

    private ComputerMark() {}

    /**
     * Eight hexadecimal digits.
     *
     * @param folder the one of the settings, within the data folder
     */
    static String of(NodeDatabase database, Path folder) {
        String place = place(folder);
        List<String> kept = database.computer();
        if (kept.size() == 2 && kept.getLast().equals(place)) {
            return kept.getFirst();
        }
        byte[] drawn = new byte[BYTES];
        new SecureRandom().nextBytes(drawn);
        String mark = HexFormat.of().formatHex(drawn);
        database.computer(List.of(mark, place));
        return mark;
    }

    /** A copy of a folder is another folder, and a file system gives it another number. */
    private static String place(Path folder) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return NO_PLACE;
        }
        try {
            return String.valueOf(Files.getAttribute(folder, INODE));
        } catch (IOException e) {
            return NO_PLACE;
        }
    }
}
