package enquire.web.wiki;

import enquire.editor.markdown.Heading;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.web.html.RepeatedTitle;
import enquire.web.html.SafeHtml;
import java.util.List;
import java.util.Set;

/**
 * A page's text as HTML.
 *
 * @param tags as written, without {@code #}
 */
public record RenderedPage(SafeHtml body, List<Heading> outline, Set<String> tags) {

    /** As files of other programs do, whose title is their first heading or only a file name. */
    public boolean beginsWith(Title title) {
        if (outline.isEmpty() || !RepeatedTitle.isIn(body)) {
            return false;
        }
        String whole = title.value();
        TitleKey heading = TitleKey.of(outline.getFirst().text());
        return heading.equals(title.key())
                || heading.equals(TitleKey.of(whole.substring(whole.lastIndexOf('/') + 1)));
    }
}
