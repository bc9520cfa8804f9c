package enquire.storage;

/** The members have not made this node a writer of the wiki, or not any more. */
public final class NotAWriterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotAWriterException() {
        super(
                "Nobody would take what you write here, so nothing was changed. An owner or admin of"
                        + " this wiki can make you a writer.");
    }
}
