package enquire.sync.protocol;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.MalformedException;

/** Reads titles of pages: what no page may be called, or is written otherwise, is shown nowhere. */
final class TitleReader {

    private TitleReader() {}

    static String title(CborReader in) {
        return checked(in.text(Title.LENGTH_MAX));
    }

    /** Empty for a page that is deleted. */
    static String titleOrNothing(CborReader in) {
        String title = in.text(Title.LENGTH_MAX);
        return title.isEmpty() ? title : checked(title);
    }

    private static String checked(String title) {
        try {
            if (new Title(title).value().equals(title)) {
                return title;
            }
        } catch (InvalidTitleException e) {
            throw new MalformedException("a title that no page can have: " + e.getMessage());
        }
        throw new MalformedException("a title that is written otherwise than titles are");
    }
}
