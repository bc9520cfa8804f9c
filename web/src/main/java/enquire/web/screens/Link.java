package enquire.web.screens;

/**
 * A link as the frame and the lists show it.
 *
 * @param href path of this node, already percent-encoded
 * @param text what is read, plain text
 * @param note small print at the end of the row (a count, a day), or empty
 */
public record Link(String href, String text, String note) {

    /** A link without a note. */
    public static Link of(String href, String text) {
        return new Link(href, text, "");
    }
}
