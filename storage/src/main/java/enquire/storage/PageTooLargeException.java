package enquire.storage;

import enquire.editor.page.PageContent;

/** A text, or a history, over the limit of one page. */
public final class PageTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PageTooLargeException(String message) {
        super(message);
    }

    public PageTooLargeException(int chars) {
        this(
                ("A page has at most %,d characters; this text has %,d. Nothing was saved; divide"
                                + " it into several pages.")
                        .formatted(Repository.TEXT_CHARS_MAX, chars));
    }

    /** More attachments than {@link PageContent#KEYS_MAX}. */
    public static PageTooLargeException attachments(int files) {
        return new PageTooLargeException(
                ("A page has at most %,d attachments; this one would have %,d. Nothing was saved;"
                                + " put some of them into another page.")
                        .formatted(PageContent.KEYS_MAX, files));
    }

    /** Not the text is too long, but all that was ever typed and deleted here. */
    static PageTooLargeException usedUp(long max) {
        return new PageTooLargeException(
                ("More than %,d characters were typed or deleted in this page, and a page keeps them"
                                + " all. Nothing was saved; copy the text into a new page and go on"
                                + " there.")
                        .formatted(max));
    }
}
