package enquire.web.html;

import enquire.editor.markdown.Destination;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.Markdown;
import enquire.editor.markdown.PageLinks;
import enquire.editor.markdown.Transclusion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A page's text, rendered and sanitised; it cannot fail, and nothing that runs comes out of it. */
public final class MarkdownFuzz {

    private static final PageLinks NOWHERE =
            new PageLinks() {
                @Override
                public String identity() {
                    return "page";
                }

                @Override
                public Destination resolve(LinkTarget target) {
                    return new Destination.Page("/w/" + target.hashCode());
                }

                @Override
                public Optional<Transclusion> transclusion(LinkTarget target) {
                    return Optional.empty();
                }

                @Override
                public String tagUrl(String tag) {
                    return "/w/-/tags/" + tag.hashCode();
                }
            };

    private MarkdownFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String html =
                HtmlSanitizer.sanitize(Markdown.render(text, NOWHERE).unsanitisedHtml())
                        .toString()
                        .toLowerCase(Locale.ROOT);
        if (html.contains("<script") || html.contains("<iframe") || html.contains("<style")) {
            throw new AssertionError("something that runs came through: " + html);
        }
    }
}
