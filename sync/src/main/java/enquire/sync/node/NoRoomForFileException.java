package enquire.sync.node;

/** A file was opened that is not here, and there is no room for it. */
public final class NoRoomForFileException extends RuntimeException {

    /** What stands in the way; of several, what is over last. */
    public enum Why {
        /** It is larger than all files together may be. */
        TOO_LARGE,
        /** Others were asked to keep what would make room, and have not answered yet. */
        UNANSWERED,
        /** They were asked within the last ten minutes, and did not promise. */
        NOT_PROMISED,
        /**
         * What would make room was opened, added here or given to others within the last quarter of
         * an hour.
         */
        IN_USE,
        /**
         * Too few members are connected who hold what would make room and may promise to keep it.
         */
        NOBODY_KEEPS
    }

    private static final long serialVersionUID = 1L;

    private final long bytesMax;
    private final Why why;

    NoRoomForFileException(long bytesMax, Why why) {
        super("Files may take %,d bytes on this computer, and do (%s).".formatted(bytesMax, why));
        this.bytesMax = bytesMax;
        this.why = why;
    }

    /** The most that files may take, in bytes. */
    public long bytesMax() {
        return bytesMax;
    }

    public Why why() {
        return why;
    }
}
