package enquire.storage;

import enquire.editor.page.PageId;

/** There is no page with this id in the wiki. */
public final class NoSuchPageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoSuchPageException(PageId page) {
        super("There is no page with the id " + page + ".");
    }
}
