package enquire.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Optional;

/**
 * A lock on a file that says that a process still works at what the file stands for: the system
 * lets go of it when the process ends, however it ends. Stateless.
 */
public final class ProcessLock {

    /** Far behind whatever is written in the file, so that it can be read everywhere. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private ProcessLock() {}

    /**
     * Does not wait. It ends when it is released, or the channel is closed; on some systems also
     * when this process closes another channel on that file.
     *
     * @param channel open for writing
     * @return empty if another process has it, or this one by another channel
     */
    public static Optional<FileLock> of(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
        } catch (OverlappingFileLockException inThisProcess) {
            return Optional.empty();
        }
    }
}
