package enquire.editor.markdown;

/**
 * A heading of a page.
 *
 * @param level 1 to 6
 * @param text plain, without markup
 * @param slug its anchor by GitHub's rules, unique within the page
 * @param offset where its line begins in the page's text, in UTF-16 units
 */
public record Heading(int level, String text, String slug, int offset) {

    /** The anchor of the first heading with this text, however a link writes it. Never empty. */
    public static String anchor(String text) {
        return Slugs.of(text);
    }
}
