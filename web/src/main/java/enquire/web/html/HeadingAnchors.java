package enquire.web.html;

import enquire.web.language.Speaking;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives each heading that has an anchor a link to itself, to be seen when it is pointed at. */
public final class HeadingAnchors {

    /** As the sanitiser writes them: no attribute holds an unescaped quote or bracket. */
    private static final Pattern HEADING =
            Pattern.compile("<h[1-6](?:[^>]*? id=\"([^\"]{1,300})\")?[^>]*>|(</h[1-6]>)");

    private HeadingAnchors() {}

    public static SafeHtml in(SafeHtml body) {
        Matcher found = HEADING.matcher(body.html());
        var out = new StringBuilder(body.html().length());
        String id = null;
        while (found.find()) {
            boolean ends = found.group(2) != null;
            String link = ends && id != null ? link(id) : "";
            id = ends ? null : found.group(1);
            found.appendReplacement(out, Matcher.quoteReplacement(link + found.group()));
        }
        found.appendTail(out);
        return new SafeHtml(out.toString());
    }

    private static String link(String id) {
        return "<a class=\"heading-anchor\" href=\"#%s\" aria-label=\"%s\">#</a>"
                .formatted(
                        id,
                        SafeHtml.escaped(Speaking.messages().text("rendered.linkToSection"))
                                .html());
    }
}
