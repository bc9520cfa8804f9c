package enquire.web.mirror;

import enquire.editor.page.Bytes;
import enquire.storage.Version;
import java.time.Instant;

/** What stood in a file: what an edit of that file was made from. */
sealed interface Standing {

    /** Of the text. */
    Bytes sha256();

    /** When it was put there, or seen there. */
    Instant at();

    /** A version of the page. */
    record OfVersion(Version version, Bytes sha256, Instant at) implements Standing {}

    /**
     * A text of the folder that the page has taken in. The page may never have had just this text,
     * because others wrote in it at the same time.
     *
     * @param text with marks where words stood that were taken out of the page's past since
     * @param sha256 of the text as it was
     */
    record OfText(String text, Bytes sha256, Instant at) implements Standing {
        static OfText of(String text, Instant at) {
            return new OfText(text, FileText.sha256(text), at);
        }
    }
}
