package enquire.sync.node;

/** A file was opened that is not here, and there is no room for it. */
public final class NoRoomForFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long bytesMax;

    NoRoomForFileException(long bytesMax) {
        super("Files may take %,d bytes on this computer, and do.".formatted(bytesMax));
        this.bytesMax = bytesMax;
    }

    /** The most that files may take, in bytes. */
    public long bytesMax() {
        return bytesMax;
    }
}
