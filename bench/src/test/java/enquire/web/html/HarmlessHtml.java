package enquire.web.html;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What no text may bring about, said once more and without the sanitiser's own means: markup that
 * runs, loads from elsewhere, takes what is typed, or poses as something else. Pure.
 */
final class HarmlessHtml {

    /** Stands between two braces, which mean something to templates of other programs. */
    private static final String NOTHING = "<!-- -->";

    private static final String NAME = "[a-zA-Z][a-zA-Z0-9:-]*";

    /** One tag as the sanitiser writes it: whatever else begins with {@code <} is no tag of its. */
    private static final Pattern TAG =
            Pattern.compile("</?(" + NAME + ")((?: " + NAME + "=\"[^\"<>]*\")*) ?/?>");

    private static final Pattern ATTRIBUTE = Pattern.compile("(" + NAME + ")=\"([^\"]*)\"");

    private static final Pattern ENTITY =
            Pattern.compile("&(?:#(\\d+)|#[xX]([0-9a-fA-F]+)|(amp|lt|gt|quot));");

    private static final Pattern ELEMENTS =
            Pattern.compile(
                    "script|style|iframe|frame|frameset|object|embed|applet|form|button|textarea|select"
                            + "|base|link|meta|html|body|title|svg|math|template|noscript|portal");

    private static final Pattern ATTRIBUTES =
            Pattern.compile(
                    "on.*|style|srcdoc|srcset|action|formaction|background|poster|data|xlink.*");

    /** What a browser leaves out of an address, and what stands before a scheme that runs. */
    private static final Pattern IGNORED = Pattern.compile("[\\x00-\\x20]");

    private static final Pattern RUNS =
            Pattern.compile("(?:javascript|vbscript|data|blob|file):.*");

    private static final Pattern PICTURE =
            Pattern.compile("data:image/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=]*");

    private HarmlessHtml() {}

    /**
     * @throws AssertionError if anything in it is more than text, links and pictures
     */
    static void require(String html) {
        Matcher tag = TAG.matcher(html);
        int at = html.indexOf('<');
        while (at >= 0) {
            if (html.startsWith(NOTHING, at)) {
                at = html.indexOf('<', at + NOTHING.length());
                continue;
            }
            tag.region(at, html.length());
            check(tag.lookingAt(), "this is no tag: ", html, at);
            String element = tag.group(1).toLowerCase(Locale.ROOT);
            check(!ELEMENTS.matcher(element).matches(), "such an element: ", html, at);
            ATTRIBUTE.matcher(tag.group(2)).results().forEach(found -> attribute(element, found));
            at = html.indexOf('<', tag.end());
        }
    }

    private static void attribute(String element, MatchResult found) {
        String name = found.group(1).toLowerCase(Locale.ROOT);
        String value = decoded(found.group(2));
        String address = IGNORED.matcher(value).replaceAll("").toLowerCase(Locale.ROOT);
        boolean runs =
                (name.equals("href") || name.equals("src")) && RUNS.matcher(address).matches();
        boolean picture =
                element.equals("img") && name.equals("src") && PICTURE.matcher(address).matches();
        boolean typed = element.equals("input") && name.equals("type") && !value.equals("checkbox");
        boolean loads =
                name.equals("src")
                        && !picture
                        && address.replace('\\', '/').matches("(?s)//.*|[a-z][a-z0-9+.-]*:.*");
        if (ATTRIBUTES.matcher(name).matches() || runs && !picture || typed || loads) {
            throw new AssertionError("%s on %s".formatted(found.group(), element));
        }
    }

    private static String decoded(String value) {
        return ENTITY.matcher(value)
                .replaceAll(entity -> {
                    String text =
                            entity.group(3) != null
                                    ? named(entity.group(3))
                                    : Character.toString(number(entity));
                    return Matcher.quoteReplacement(text);
                });
    }

    private static String named(String entity) {
        return switch (entity) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            default -> "\"";
        };
    }

    private static int number(MatchResult entity) {
        boolean decimal = entity.group(1) != null;
        int number =
                decimal ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isValidCodePoint(number) ? number : 0xfffd;
    }

    private static void check(boolean holds, String what, String html, int at) {
        if (!holds) {
            int end = Math.min(html.length(), at + 200);
            throw new AssertionError(what + html.substring(at, end));
        }
    }
}
