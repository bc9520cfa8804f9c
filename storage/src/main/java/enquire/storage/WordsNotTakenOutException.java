package enquire.storage;

/** Words cannot be taken out of a page's past; its reason says why. Nothing was taken out. */
public final class WordsNotTakenOutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is in the way. */
    public enum Reason {
        /** They never stood in the text, nor anywhere else. */
        NOT_THERE,
        /** They never stood in the text, but in a title, a name or a summary. */
        NOT_IN_TEXT,
        /** It would take too long to look through all versions of the page. */
        PAGE_TOO_LONG,
        /** They were in too many edits. */
        TOO_OFTEN,
        /** The wiki has no room for records that name so many edits. */
        NO_ROOM,
        /** Others wrote them again and again meanwhile. */
        WRITTEN_AGAIN
    }

    private final Reason reason;

    public WordsNotTakenOutException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
