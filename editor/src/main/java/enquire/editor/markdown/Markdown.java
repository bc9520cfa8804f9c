package enquire.editor.markdown;

import java.util.List;
import java.util.Optional;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * From a page's Markdown to HTML: CommonMark with tables, strikethrough, task lists, footnotes,
 * alerts, front matter, wikilinks, transclusion, tags and highlights. No input fails. The result is
 * <em>not sanitised</em>: raw HTML and link schemes of the author's choice are still in it.
 * Thread-safe.
 */
public final class Markdown {

    private Markdown() {}

    /**
     * @param text a page's Markdown, with {@code \n} line ends
     */
    public static Rendered render(String text, PageLinks links) {
        return ParsedPage.forHtml(text)
                .map(page -> rendered(page, links))
                .orElseGet(() -> new Rendered(plain(text, links), List.of(), true));
    }

    /**
     * A page with who wrote what: text in {@code <span class="by color-n">}, blocks in {@code <div
     * class="written">}.
     *
     * @return not sanitised
     */
    public static String render(String text, PageLinks links, Written written) {
        return ParsedPage.forAnalysis(text)
                .map(page -> {
                    WrittenMarks.in(page, written);
                    return html(page.document(), Scope.top(page, links));
                })
                .orElseGet(() -> plain(text, links));
    }

    /**
     * The beginning of a page or of one of its sections, for a preview. No page is shown inside,
     * headings have no anchors, and boxes of tasks no numbers.
     *
     * @param heading text or slug of the section; the whole page if it has none of that name
     * @param chars about how much of the text, in UTF-16 units
     * @return not sanitised
     */
    public static String excerpt(
            String text, Optional<String> heading, PageLinks links, int chars) {
        return ParsedPage.forHtml(text)
                .map(page -> excerpt(page, heading, links, chars))
                .orElseGet(() -> plain(text.substring(0, Math.min(chars, text.length())), links));
    }

    private static String excerpt(
            ParsedPage page, Optional<String> heading, PageLinks links, int chars) {
        Node document = Section.of(page, heading).orElseGet(page::document);
        Excerpt.cut(document, chars);
        var plainLinks = new Excerpt.WithoutTransclusions(links);
        return html(document, Scope.top(page, plainLinks).inside(plainLinks));
    }

    /** The HTML of a tree, for pages and for what is transcluded into them. */
    static String html(Node document, Scope scope) {
        return HtmlRenderer.builder()
                .percentEncodeUrls(true)
                .nodeRendererFactory(context -> new LinkRenderer(context, scope))
                .nodeRendererFactory(context -> new WikilinkRenderer(context, scope))
                .nodeRendererFactory(context -> new BlockRenderer(context, scope))
                .nodeRendererFactory(WrittenRenderer::new)
                .attributeProviderFactory(_context -> new PageAttributes(scope))
                .extensions(ParsedPage.EXTENSIONS)
                .build()
                .render(document);
    }

    private static Rendered rendered(ParsedPage page, PageLinks links) {
        String html = html(page.document(), Scope.top(page, links));
        FrontMatter frontMatter = page.frontMatter();
        if (!frontMatter.wellFormed()) {
            html = code(page.frontMatterText(), links.words()) + html;
        }
        return new Rendered(html, List.copyOf(page.headings().values()), false);
    }

    /** Front matter that was not understood is shown, so that its author sees why. */
    private static String code(String frontMatter, RenderedWords words) {
        var out = new StringBuilder();
        var html = new HtmlWriter(out);
        notice(html, words.noFrontMatter());
        html.raw("<pre><code class=\"language-yaml\">");
        html.text(frontMatter);
        html.raw("</code></pre>\n");
        return out.toString();
    }

    private static String plain(String text, PageLinks links) {
        var out = new StringBuilder(text.length() + text.length() / 8);
        var html = new HtmlWriter(out);
        notice(html, links.words().tooLarge());
        html.raw("<pre>");
        html.text(text);
        html.raw("</pre>\n");
        return out.toString();
    }

    private static void notice(HtmlWriter html, String sentence) {
        html.raw("<p class=\"notice\">");
        html.text(sentence);
        html.raw("</p>\n");
    }
}
