package enquire.editor.markdown;

/**
 * The sentence around a link, as a reader sees it.
 *
 * @param sentence plain text, without markup; cut with an ellipsis where it is very long
 * @param label where the link's label stands in it, to be put into {@code <mark>}
 */
public record LinkContext(String sentence, TextRange label) {}
