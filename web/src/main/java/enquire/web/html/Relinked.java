package enquire.web.html;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the links, pictures and players of a page other addresses, for where no node answers. Those
 * to other sites and within the page stay; one that leads nowhere there is no link any more. Pure.
 */
public final class Relinked {

    /** As the sanitiser writes them: no attribute holds an unescaped quote or bracket. */
    private static final Pattern TAG = Pattern.compile("<(a|img|video|audio)\\b([^>]*)>");

    private static final Pattern ADDRESS = Pattern.compile(" (?:href|src)=\"([^\"]*)\"");
    private static final Pattern TITLE = Pattern.compile(" title=\"[^\"]*\"");
    private static final Pattern CLASS = Pattern.compile(" class=\"[^\"]*\"");
    private static final Pattern REFERENCE = Pattern.compile("&(?:#(\\d{1,7})|(amp|lt|gt|quot));");

    /** What an address here is called there. */
    @FunctionalInterface
    public interface Addresses {

        /**
         * @param element {@code a}, {@code img}, {@code video} or {@code audio}
         * @param path percent-encoded, without query and fragment
         * @return percent-encoded; empty if nothing of the kind is there
         */
        Optional<String> of(String element, String path);
    }

    private Relinked() {}

    /** The whole body. */
    public static SafeHtml in(SafeHtml body, Addresses addresses) {
        return replaced(body, TAG, tag -> tag(tag, addresses));
    }

    /**
     * The same, with a sentence below what would be a diagram and stays text where no node draws
     * it.
     */
    public static SafeHtml notedDiagrams(SafeHtml body, String sentence) {
        String note = "</code></pre><p class=\"notice\">" + SafeHtml.escaped(sentence).html();
        Pattern diagram =
                Pattern.compile(
                        "(<pre[^>]*><code class=\"language-mermaid\"[^>]*>[^<]*)</code></pre>");
        return replaced(body, diagram, found -> found.group(1) + note + "</p>");
    }

    private static SafeHtml replaced(
            SafeHtml body, Pattern pattern, Function<MatchResult, String> by) {
        Matcher found = pattern.matcher(body.html());
        return new SafeHtml(found.replaceAll(each -> Matcher.quoteReplacement(by.apply(each))));
    }

    private static String tag(MatchResult tag, Addresses addresses) {
        Matcher address = ADDRESS.matcher(tag.group(2));
        if (!address.find()) {
            return tag.group();
        }
        String url = plain(address.group(1));
        if (url.startsWith("#") || Urls.isRemote(url)) {
            return tag.group();
        }
        int end = end(url);
        Optional<String> there = addresses.of(tag.group(1), url.substring(0, end));
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash);
        UnaryOperator<String> attributes =
                there.isPresent()
                        ? given ->
                                given.replace(
                                        address.group(1),
                                        SafeHtml.escaped(there.get() + fragment).html())
                        : given -> gone(given.replace(address.group(), ""), tag.group(1));
        return "<" + tag.group(1) + attributes.apply(tag.group(2)) + ">";
    }

    /** Its tooltip says how a page is made here. */
    private static String gone(String attributes, String element) {
        if (!element.equals("a")) {
            return attributes;
        }
        String kept = CLASS.matcher(TITLE.matcher(attributes).replaceAll("")).replaceAll("");
        return kept + " class=\"missing\"";
    }

    private static int end(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '#' || url.charAt(i) == '?') {
                return i;
            }
        }
        return url.length();
    }

    /** The references that the sanitiser writes. */
    static String plain(String escaped) {
        return REFERENCE
                .matcher(escaped)
                .replaceAll(each -> Matcher.quoteReplacement(character(each)));
    }

    private static String character(MatchResult reference) {
        if (reference.group(1) != null) {
            int point = Integer.parseInt(reference.group(1));
            return Character.isValidCodePoint(point) ? Character.toString(point) : "";
        }
        return switch (reference.group(2)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            default -> "\"";
        };
    }
}
