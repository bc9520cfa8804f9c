package enquire.editor.markdown;

/**
 * Where a link leads, now that it was looked up. URLs are put into attributes as they are (escaped
 * for HTML): whoever makes them percent-encodes titles and names.
 */
public sealed interface Destination {

    /** A page of this wiki. */
    record Page(String url) implements Destination {}

    /** No page has this title yet; the URL is where it can be created. */
    record MissingPage(String url) implements Destination {}

    /** A page of another wiki of this node. */
    record OtherWiki(String url) implements Destination {}

    /**
     * An attachment.
     *
     * @param shown how, when it is embedded
     */
    record File(String url, Shown shown) implements Destination {}

    /** What an attachment is in a page. */
    enum Shown {
        LINK,
        IMAGE,
        VIDEO,
        AUDIO
    }

    /** An attachment that this wiki does not hold. */
    record MissingFile() implements Destination {}

    /** Nothing this wiki knows about: a relative link keeps the URL that its author wrote. */
    record AsWritten() implements Destination {}
}
