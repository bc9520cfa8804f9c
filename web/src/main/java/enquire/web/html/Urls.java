package enquire.web.html;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.owasp.html.AttributePolicy;

/** What a page may link to and show. */
final class Urls {

    /** Another site learns neither which page led to it nor gets a hold on the window. */
    static final String REL = "noopener noreferrer";

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):");

    /** Raster images cannot hold script; SVG can, so it is not here. */
    private static final Pattern DATA_IMAGE =
            Pattern.compile("data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*");

    static final AttributePolicy LINK =
            (_element, _attribute, value) ->
                    scheme(value).filter(s -> !s.matches("https?|mailto|tel")).isPresent()
                            ? null
                            : value;

    /** Only from this node, or within the page itself. */
    static final AttributePolicy IMAGE =
            (_element, _attribute, value) -> isOurs(value) || isDataImage(value) ? value : null;

    /** Only from this node. */
    static final AttributePolicy MEDIA =
            (_element, _attribute, value) -> isOurs(value) ? value : null;

    private Urls() {}

    /** Whether following it leaves this node. */
    static boolean isRemote(String url) {
        String plain = stripped(url);
        return plain.startsWith("//") || scheme(url).isPresent();
    }

    /** Whether it can be fetched from another site. */
    static boolean isWeb(String url) {
        return stripped(url).startsWith("//")
                || scheme(url).filter(s -> s.matches("https?")).isPresent();
    }

    private static boolean isOurs(String url) {
        return !isRemote(url);
    }

    private static boolean isDataImage(String url) {
        return DATA_IMAGE.matcher(url.strip()).matches();
    }

    private static Optional<String> scheme(String url) {
        var matcher = SCHEME.matcher(stripped(url));
        return matcher.lookingAt()
                ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /**
     * As a browser reads it (WHATWG URL Standard, basic URL parser): control characters and spaces
     * at the start do not count, tabs and line ends nowhere, and {@code \} is {@code /}.
     */
    private static String stripped(String url) {
        int start = 0;
        while (start < url.length() && url.charAt(start) <= ' ') {
            start++;
        }
        return url.substring(start)
                .replace("\t", "")
                .replace("\n", "")
                .replace("\r", "")
                .replace('\\', '/');
    }
}
