package enquire.web.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a heading out with which a body begins, since the screen says the same above it. Its anchor
 * stays, for links that name it.
 */
public final class RepeatedTitle {

    /** As the sanitiser writes it; one with a tag in it says more than a title does. */
    private static final Pattern FIRST =
            Pattern.compile("\\s*+<h1(?:[^>]*? id=\"([^\"]{1,300})\")?[^>]*>[^<]*+</h1>\\s*+");

    private RepeatedTitle() {}

    /** The same body if it begins otherwise. */
    public static SafeHtml without(SafeHtml body) {
        Matcher first = FIRST.matcher(body.html());
        if (!first.lookingAt()) {
            return body;
        }
        String anchor =
                first.group(1) == null ? "" : "<span id=\"%s\"></span>".formatted(first.group(1));
        return new SafeHtml(anchor + body.html().substring(first.end()));
    }

    /** Whether {@link #without} takes something out. */
    public static boolean isIn(SafeHtml body) {
        return FIRST.matcher(body.html()).lookingAt();
    }
}
