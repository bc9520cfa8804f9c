package enquire.web.html;

import java.util.regex.Pattern;
import org.owasp.html.AttributePolicy;

/**
 * The ids a page may bring along. An id becomes a name in {@code window} and is what {@code
 * getElementById} finds first, so a page's ids must never be those of the screen: headings have
 * slugs, in which there is no capital letter, and footnotes begin with {@code fn}. The screen's own
 * ids that scripts look up hold a capital letter.
 */
final class Ids {

    /** As {@code Slugs} makes them, capitals apart. A heading is at most a line. */
    private static final Pattern SLUG = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Pc}-]{1,300}");

    /** As the footnotes extension and {@code PageAttributes} make them. */
    private static final Pattern NOTE =
            Pattern.compile("(?:t\\d{1,4}-)?fn(?:ref)?[\\p{L}\\p{N}._-]{1,300}");

    static final AttributePolicy HEADING =
            (_element, _attribute, value) ->
                    SLUG.matcher(value).matches() && !hasCapital(value) ? value : null;

    static final AttributePolicy FOOTNOTE =
            (_element, _attribute, value) -> NOTE.matcher(value).matches() ? value : null;

    private Ids() {}

    private static boolean hasCapital(String id) {
        return id.codePoints().anyMatch(Character::isUpperCase);
    }
}
