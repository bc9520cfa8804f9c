package enquire.storage;

import enquire.editor.page.Title;

/** Another live page of this wiki has this title already. */
public final class TitleTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TitleTakenException(Title title) {
        super(
                "There is already a page called “%s”. Nothing was changed; choose another title."
                        .formatted(title));
    }
}
