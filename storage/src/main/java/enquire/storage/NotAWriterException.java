package enquire.storage;

/** The members have not made this node a writer of the wiki, or not any more. */
public final class NotAWriterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Because because;

    public NotAWriterException(Because because) {
        super(because.words);
        this.because = because;
    }

    public Because because() {
        return because;
    }

    /** What somebody is who may not write; it decides who can help. */
    public enum Because {
        /** A member of a lower role. */
        READS(
                "Nobody would take what you write here, so nothing was changed. An owner or admin of"
                        + " this wiki can make you a writer."),
        LEFT(
                "You have left this wiki, so nobody would take what you write here; nothing was"
                        + " changed, and its pages stay readable. A new invite leads back."),
        REMOVED(
                "You were taken out of this wiki, so nobody would take what you write here; nothing"
                        + " was changed, and its pages stay readable. Only a new invite leads back.");

        private final String words;

        Because(String words) {
            this.words = words;
        }
    }
}
