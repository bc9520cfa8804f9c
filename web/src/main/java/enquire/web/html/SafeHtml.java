package enquire.web.html;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/**
 * HTML that has passed the {@link HtmlSanitizer}; nothing else makes one. A template writes it as
 * it is. Immutable.
 */
public final class SafeHtml implements Content {

    private final String html;

    SafeHtml(String html) {
        this.html = html;
    }

    public String html() {
        return html;
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(html);
    }

    @Override
    public String toString() {
        return html;
    }
}
