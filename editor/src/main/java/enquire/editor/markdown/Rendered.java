package enquire.editor.markdown;

import java.util.List;

/**
 * A page as HTML.
 *
 * @param unsanitisedHtml holds whatever raw HTML and whatever link schemes the page's author wrote:
 *     it must pass the sanitiser before a browser sees it
 * @param outline the page's own headings in order, without those of transcluded pages
 * @param tooLarge whether the text is over a limit and was shown as plain text with a notice
 */
public record Rendered(String unsanitisedHtml, List<Heading> outline, boolean tooLarge) {

    public Rendered {
        outline = List.copyOf(outline);
    }
}
