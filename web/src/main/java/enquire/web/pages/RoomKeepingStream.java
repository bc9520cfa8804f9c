package enquire.web.pages;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a file that can be made again any time, and ends before it takes the room that edits need.
 * One thread at a time.
 */
final class RoomKeepingStream extends FilterOutputStream {

    /** What stays free of the disk, in bytes: edits have to be saved meanwhile. (A guess.) */
    static final long LEFT_FREE_BYTES = 100_000_000;

    /** The disk is asked after so many bytes: a tenth of what stays free. (Arithmetic.) */
    private static final long ASKED_EACH_BYTES = LEFT_FREE_BYTES / 10;

    private final OutputStream out;
    private final FileStore store;
    private long untilAsked;

    /** The disk has no room for it beside what edits need. */
    static final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoomException() {
            super("no-room");
        }
    }

    /**
     * @param target which is there
     */
    RoomKeepingStream(Path target) throws IOException {
        this(Files.newOutputStream(target), Files.getFileStore(target));
    }

    private RoomKeepingStream(OutputStream out, FileStore store) {
        super(out);
        this.out = out;
        this.store = store;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        untilAsked -= length;
        if (untilAsked < 0) {
            untilAsked = ASKED_EACH_BYTES;
            if (store.getUsableSpace() < LEFT_FREE_BYTES) {
                throw new NoRoomException();
            }
        }
        out.write(from, offset, length);
    }
}
