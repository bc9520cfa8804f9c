package enquire.web.html;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.regex.Pattern;

/**
 * HTML that a template writes as it is. It comes from the {@link HtmlSanitizer}, or from one of the
 * factories here, each of which lets nothing through that it does not know. Immutable.
 */
public final class SafeHtml implements Content {

    public static final SafeHtml EMPTY = new SafeHtml("");

    /** Any text but the beginning of a tag, and {@code mark} without attributes. */
    private static final Pattern MARKED = Pattern.compile("(?:[^<]++|</?mark>)*+");

    /** Moves and lines of SVG with whole numbers. */
    private static final Pattern PATH = Pattern.compile("[MhvzHVZ0-9 -]*+");

    private final String html;

    SafeHtml(String html) {
        this.html = html;
    }

    /** Plain text. */
    public static SafeHtml escaped(String text) {
        return new SafeHtml(
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"));
    }

    /**
     * What the search index answers: escaped text with {@code <mark>} in it.
     *
     * @throws IllegalArgumentException if there is any other tag
     */
    public static SafeHtml marked(String html) {
        if (!MARKED.matcher(html).matches()) {
            throw new IllegalArgumentException("there is another tag than mark in this text");
        }
        return new SafeHtml(html);
    }

    /**
     * Black on white, as SVG.
     *
     * @param width of the drawing, in its own units
     * @param height likewise
     * @param path of lines, as SVG writes it
     * @param label what it shows, for who cannot see it
     * @throws IllegalArgumentException if the path is anything else
     */
    public static SafeHtml drawing(int width, int height, String path, String label) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("this is no path of straight lines");
        }
        return new SafeHtml(
                """
                <svg viewBox="0 0 %d %d" role="img" aria-label="%s" shape-rendering="crispEdges"><rect width="100%%" height="100%%" fill="#fff"/><path d="%s" fill="#000"/></svg>\
                """
                        .formatted(width, height, escaped(label), path));
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
