package enquire.storage;

/** A text over the limit of one page. */
public final class PageTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PageTooLargeException(int chars) {
        super(
                ("A page has at most %,d characters; this text has %,d. Nothing was saved; divide"
                                + " it into several pages.")
                        .formatted(Repository.TEXT_CHARS_MAX, chars));
    }
}
