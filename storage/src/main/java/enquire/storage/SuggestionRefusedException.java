package enquire.storage;

/** What was to be suggested cannot be; nothing was kept of it. */
public final class SuggestionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why, with the sentence for it. */
    public enum Reason {
        NOTHING_CHANGED(
                "This text is that of the page as it is, so there is nothing to suggest. Change"
                        + " something first."),
        TOO_LARGE(
                "This is too much for one suggestion, so nothing was kept. Suggest it in several"
                        + " parts, of at most 10,000 characters each."),
        TOO_MANY(
                "As many of your suggestions wait as may wait, so this one was not kept. Withdraw"
                        + " one, or wait until a writer has looked at some."),
        MAY_WRITE("You may write in this wiki: save the page instead. Nothing was kept."),
        NO_READER(
                "Only members who read this wiki suggest edits, so nothing was kept. An owner or"
                        + " admin can give you another role."),
        DELETED("The page is deleted, so nothing can be suggested for it. Nothing was kept."),
        NOT_TAKEN(
                "The page cannot take this suggestion in: it may rest on edits that have left the"
                        + " page, or it cannot be stored safely. Nothing was changed. Ask its"
                        + " author to suggest it anew.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Reason reason;

    public SuggestionRefusedException(Reason reason) {
        super(reason.sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
