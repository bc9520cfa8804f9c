package enquire.web.html;

import java.text.Bidi;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets each block of a text run in the direction of its own words, so that a paragraph in Hebrew
 * between two in English reads from the right, with its bullets there, too. A list, a quote or a
 * table has one direction, that of its first word. Texts without such words stay as they are.
 */
public final class Directions {

    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "dl",
                    "blockquote",
                    "table");

    /** As the sanitiser writes them: no attribute holds an unescaped bracket. */
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)([^>]*)>");

    private static final String UNSEEN = " class=\"sr\"";

    private Directions() {}

    public static SafeHtml in(SafeHtml body) {
        String html = body.html();
        if (!Bidi.requiresBidi(html.toCharArray(), 0, html.length())) {
            return body;
        }
        var out = new StringBuilder(html.length() + html.length() / 16);
        Matcher tag = TAG.matcher(html);
        String block = "";
        int depth = 0;
        while (tag.find()) {
            boolean opens = tag.group(1).isEmpty();
            String name = tag.group(2);
            String attributes = tag.group(3);
            if (opens && name.equals("span") && attributes.startsWith(UNSEEN)) {
                // Words in our language that are only heard turn nothing that is seen.
                String directed = "<span" + attributes + " dir=\"auto\">";
                tag.appendReplacement(out, Matcher.quoteReplacement(directed));
            }
            if (depth > 0) {
                // What stands within a block runs as the block does.
                depth += name.equals(block) ? (opens ? 1 : -1) : 0;
            } else if (opens && runs(name, attributes)) {
                block = name;
                depth = 1;
                if (!attributes.contains(" dir=\"")) {
                    String directed = "<" + name + " dir=\"auto\"" + attributes + ">";
                    tag.appendReplacement(out, Matcher.quoteReplacement(directed));
                }
            }
        }
        tag.appendTail(out);
        return new SafeHtml(out.toString());
    }

    private static boolean runs(String name, String attributes) {
        return BLOCKS.contains(name)
                || name.equals("div") && attributes.contains(" class=\"alert ");
    }
}
