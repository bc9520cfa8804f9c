package enquire.editor.markdown;

/** How a link is written. */
public enum LinkKind {
    /** {@code [[Title]]}. */
    WIKILINK,
    /** {@code ![[Title]]} or {@code ![[image.png]]}: a page or an attachment. */
    EMBED,
    /** {@code [label](Page.md)}: a page or an attachment. */
    RELATIVE,
    /** {@code ![alt](image.png)}. */
    IMAGE
}
