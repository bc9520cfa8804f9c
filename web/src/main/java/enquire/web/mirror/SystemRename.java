package enquire.web.mirror;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What renaming can do on Linux (renameat2, since glibc 2.28) and macOS (renamex_np, since 10.12)
 * and the JDK has no method for: to exchange two files in one step, and to rename to a free name
 * only. Where system or file system cannot, the caller takes the longer way. Thread-safe.
 */
final class SystemRename {

    private static final Logger LOG = LoggerFactory.getLogger(SystemRename.class);

    // linux/fcntl.h and linux/fs.h
    private static final int CURRENT_FOLDER = -100;
    private static final int LINUX_TO_FREE = 1;
    private static final int LINUX_EXCHANGE = 2;

    // sys/stdio.h of macOS
    private static final int MAC_EXCHANGE = 2;
    private static final int MAC_TO_FREE = 4;

    // errno.h of both
    private static final int NO_SUCH_FILE = 2;
    private static final int EXISTS = 17;

    /** Public, since JNA calls it from outside. */
    public interface Linux extends Library {
        int renameat2(int fromFolder, String from, int toFolder, String to, int flags)
                throws LastErrorException;
    }

    /** Public, since JNA calls it from outside. */
    public interface Mac extends Library {
        int renamex_np(String from, String to, int flags) throws LastErrorException;
    }

    @FunctionalInterface
    private interface Call {
        void rename(String from, String to, boolean exchanges);
    }

    private static final Call SYSTEM = system();

    private SystemRename() {}

    private static Call system() {
        // Names are bytes; this is how the JDK makes them.
        Map<String, Object> options =
                Map.of(
                        Library.OPTION_STRING_ENCODING,
                        System.getProperty("sun.jnu.encoding", "UTF-8"));
        try {
            if (Platform.isLinux()) {
                Linux linux = Native.load("c", Linux.class, options);
                return (from, to, exchanges) ->
                        linux.renameat2(
                                CURRENT_FOLDER,
                                from,
                                CURRENT_FOLDER,
                                to,
                                exchanges ? LINUX_EXCHANGE : LINUX_TO_FREE);
            }
            if (Platform.isMac()) {
                Mac mac = Native.load("c", Mac.class, options);
                return (from, to, exchanges) ->
                        mac.renamex_np(from, to, exchanges ? MAC_EXCHANGE : MAC_TO_FREE);
            }
        } catch (LinkageError e) {
            LOG.info("Files are replaced in two steps: {}", e.toString());
        }
        return (from, to, exchanges) -> {
            throw new UnsatisfiedLinkError();
        };
    }

    /**
     * Each of two files gets the name of the other, in one step.
     *
     * @return false if this system cannot; nothing was done
     * @throws NoSuchFileException if one of them is not there
     */
    static boolean exchange(Path one, Path other) throws IOException {
        return rename(one, other, true);
    }

    /**
     * A file gets another name, in one step, if nothing has that.
     *
     * @return false if this system cannot; nothing was done
     * @throws FileAlreadyExistsException if the name is taken
     * @throws NoSuchFileException if it is not there
     */
    static boolean toFree(Path from, Path to) throws IOException {
        return rename(from, to, false);
    }

    private static boolean rename(Path from, Path to, boolean exchanges) throws IOException {
        if (!from.getFileSystem().equals(FileSystems.getDefault())) {
            return false;
        }
        try {
            SYSTEM.rename(from.toString(), to.toString(), exchanges);
            return true;
        } catch (LastErrorException e) {
            if (e.getErrorCode() == EXISTS) {
                throw new FileAlreadyExistsException(to.toString());
            }
            if (e.getErrorCode() == NO_SUCH_FILE) {
                throw new NoSuchFileException(from.toString(), to.toString(), null);
            }
            return false; // The longer way says what is wrong, if anything is.
        } catch (LinkageError e) {
            return false; // No such function here, or not the library of JNA.
        }
    }
}
