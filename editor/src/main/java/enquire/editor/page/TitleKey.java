package enquire.editor.page;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A title as it is compared: NFC, lower case (root locale), NFC again, trimmed, white space and
 * {@code _} folded to one space. Titles with one key name one page.
 */
public record TitleKey(String value) implements Comparable<TitleKey> {

    private static final Pattern FOLDED = Pattern.compile("[\\s\\p{Z}_]+");

    /**
     * The key of any text; never fails, so that a link to an impossible title is merely a link to
     * nowhere.
     */
    public static TitleKey of(String title) {
        String lower = Normalizer.normalize(title, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return new TitleKey(
                FOLDED.matcher(Normalizer.normalize(lower, Normalizer.Form.NFC))
                        .replaceAll(" ")
                        .strip());
    }

    /** What follows the last {@code /}: what an unqualified link may name. */
    public TitleKey lastSegment() {
        return new TitleKey(value.substring(value.lastIndexOf('/') + 1).strip());
    }

    @Override
    public int compareTo(TitleKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
