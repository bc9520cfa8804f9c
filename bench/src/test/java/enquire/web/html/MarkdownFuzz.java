package enquire.web.html;

import enquire.editor.markdown.Destination;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.Markdown;
import enquire.editor.markdown.PageLinks;
import enquire.editor.markdown.Transclusion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A page's text and those of pages that are shown inside it and inside each other, rendered and
 * sanitised; it cannot fail, and nothing that runs comes out of it.
 */
public final class MarkdownFuzz {

    /** Between the texts of two pages. */
    private static final String NEXT_PAGE = "\f";

    private MarkdownFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> pages =
                List.of(new String(input, StandardCharsets.UTF_8).split(NEXT_PAGE, -1));
        String html =
                HtmlSanitizer.sanitize(
                                Markdown.render(pages.getFirst(), new Links(pages, 0))
                                        .unsanitisedHtml())
                        .html();
        HarmlessHtml.require(html);
    }

    /** Each name leads to some page of the input, and to every kind of destination. */
    private record Links(List<String> pages, int number) implements PageLinks {

        @Override
        public String identity() {
            return "page " + number;
        }

        @Override
        public Destination resolve(LinkTarget target) {
            return switch (target.name().length() % 6) {
                case 0 -> new Destination.Page("/w/" + target.hashCode());
                case 1 -> new Destination.MissingPage("/w/" + target.hashCode());
                case 2 -> new Destination.OtherWiki("/v/" + target.hashCode());
                case 3 ->
                        new Destination.File(
                                "/w/-/file/" + target.hashCode(),
                                Destination.Shown.values()[target.name().length() % 4]);
                case 4 -> new Destination.MissingFile();
                default -> new Destination.AsWritten();
            };
        }

        @Override
        public Optional<Transclusion> transclusion(LinkTarget target) {
            int other = target.name().length() % pages.size();
            return other == 0
                    ? Optional.empty()
                    : Optional.of(
                            new Transclusion(
                                    target.name(), pages.get(other), new Links(pages, other)));
        }

        @Override
        public String tagUrl(String tag) {
            return "/w/-/tags/" + tag.hashCode();
        }
    }
}
