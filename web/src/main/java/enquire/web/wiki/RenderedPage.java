package enquire.web.wiki;

import enquire.editor.markdown.Heading;
import enquire.web.html.SafeHtml;
import java.util.List;
import java.util.Set;

/**
 * A page's text as HTML.
 *
 * @param tags as written, without {@code #}
 */
public record RenderedPage(SafeHtml body, List<Heading> outline, Set<String> tags) {}
