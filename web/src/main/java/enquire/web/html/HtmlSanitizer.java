package enquire.web.html;

import java.util.List;
import java.util.regex.Pattern;
import org.owasp.html.AttributePolicy;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Keeps of a page's HTML what {@code Markdown} makes and what real pages use as raw HTML, and drops
 * everything else: scripts, styles, forms, frames, event handlers, foreign link schemes. Pictures
 * from other sites become links that load them on a click. Thread-safe.
 *
 * <p>Ids are only those of headings (slugs, which hold no capital) and of footnotes, so that no
 * page can pose as an element of the screen around it; see {@link Ids}.
 */
public final class HtmlSanitizer {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern SIZE = Pattern.compile("\\d{1,4}(?:\\.\\d{1,4})?(?:%|px)?;?");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9-]{2,35}");

    private static final String[] HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"};

    private static final PolicyFactory POLICY = policy(Classes.POLICY).toFactory();

    /** Of two versions in one, whose marks no page can make. */
    private static final PolicyFactory MERGED =
            policy(Classes.MERGED)
                    .allowAttributes("id")
                    .matching(Pattern.compile("Change-\\d{1,7}"))
                    .onElements("ins", "del")
                    .toFactory();

    private static final PolicyFactory WRITTEN = policy(Classes.WRITERS).toFactory();

    private static HtmlPolicyBuilder policy(AttributePolicy classes) {
        return new HtmlPolicyBuilder()
                .allowElements(HEADINGS)
                .allowElements(
                        "p",
                        "br",
                        "hr",
                        "div",
                        "span",
                        "blockquote",
                        "pre",
                        "section",
                        "figure",
                        "figcaption",
                        "details",
                        "summary")
                .allowElements("ul", "ol", "li", "dl", "dt", "dd")
                .allowElements("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
                .allowElements(
                        "a", "img", "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "sub",
                        "sup", "small", "abbr", "cite", "q", "ruby", "rt", "rp")
                .allowElements(Players.POLICY, "video", "audio")
                .allowElements("code", "kbd", "samp", "var")
                .allowElements(Checkboxes.POLICY, "input")
                .allowWithoutAttributes("a", "span", "img")
                .allowAttributes("class")
                .matching(classes)
                .globally()
                .allowAttributes("title")
                .globally()
                .allowAttributes("lang")
                .matching(LANGUAGE)
                .globally()
                .allowAttributes("dir")
                .matching(true, "ltr", "rtl", "auto")
                .globally()
                .allowAttributes("id")
                .matching(Ids.HEADING)
                .onElements(HEADINGS)
                .allowAttributes("id")
                .matching(Ids.FOOTNOTE)
                .onElements("a", "li")
                .allowUrlProtocols("http", "https", "mailto", "tel", "data")
                .allowAttributes("href")
                .matching(Urls.LINK)
                .onElements("a")
                .allowAttributes("rel")
                .matching(false, Urls.REL)
                .onElements("a")
                .allowAttributes("aria-label")
                .onElements("a")
                .allowAttributes("src")
                .matching(Urls.IMAGE)
                .onElements("img")
                .allowAttributes("src")
                .matching(Urls.MEDIA)
                .onElements("video", "audio")
                .allowAttributes("preload")
                .matching(false, "metadata", "none")
                .onElements("video", "audio")
                .allowAttributes("controls")
                .onElements("video", "audio")
                .allowAttributes("alt")
                .onElements("img")
                .allowAttributes("width", "height")
                .matching(SIZE)
                .onElements("img", "video", "td", "th", "table")
                .allowAttributes("align")
                .matching(true, "left", "center", "right")
                .onElements("td", "th", "tr", "table", "p", "div", "img", "h1", "h2", "h3")
                .allowAttributes("valign")
                .matching(true, "top", "middle", "bottom", "baseline")
                .onElements("td", "th", "tr")
                .allowAttributes("colspan", "rowspan")
                .matching(NUMBER)
                .onElements("td", "th")
                .allowAttributes("start")
                .matching(Pattern.compile("\\d{1,9}"))
                .onElements("ol")
                .allowAttributes("open")
                .onElements("details")
                .allowAttributes("type", "checked", "disabled", "data-task")
                .onElements("input")
                .withPreprocessor(RemoteContent::new);
    }

    private HtmlSanitizer() {}

    /**
     * @param unsanitised a piece of a body, from {@code Markdown}; no input fails
     */
    public static SafeHtml sanitize(String unsanitised) {
        return new SafeHtml(POLICY.sanitize(unsanitised));
    }

    /**
     * A page with who wrote what. Marks with another prefix, which only the page's own HTML can
     * hold, are classes that mean nothing.
     *
     * @param prefix {@code w}, 32 hexadecimal digits drawn by chance, {@code -}
     */
    public static SafeHtml sanitizeWritten(String unsanitised, String prefix) {
        return new SafeHtml(WRITTEN.sanitize(unsanitised).replace(prefix, ""));
    }

    /** What {@link #sanitize} lets through, in pieces. */
    static List<HtmlToken> tokens(SafeHtml html) {
        var tokens = new HtmlTokens();
        org.owasp.html.HtmlSanitizer.sanitize(html.html(), POLICY.apply(tokens));
        return tokens.tokens();
    }

    /**
     * @param merged from {@link HtmlMerge}
     */
    static SafeHtml sanitizeMerged(String merged) {
        return new SafeHtml(MERGED.sanitize(merged));
    }
}
