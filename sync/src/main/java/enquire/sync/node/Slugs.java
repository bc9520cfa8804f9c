package enquire.sync.node;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Short names of wikis for URLs, made from the names that people gave. Pure. */
final class Slugs {

    /** Enough to recognise a name by; addresses stay readable (a guess). */
    private static final int UNITS_MAX = 40;

    private static final String NAMELESS = "wiki";

    private Slugs() {}

    /**
     * Letters and digits of any script in lower case, joined by {@code -}; with a number behind it
     * if that is taken.
     */
    static String of(String name, Set<String> taken) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        var slug = new StringBuilder();
        plain.codePoints()
                .forEach(point -> {
                    if (Character.isLetterOrDigit(point)) {
                        slug.appendCodePoint(point);
                    } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                        slug.append('-');
                    }
                });
        String base = trimmed(slug);
        String free = base;
        for (int number = 2; taken.contains(free); number++) {
            free = base + "-" + number;
        }
        return free;
    }

    private static String trimmed(StringBuilder slug) {
        int end = Math.min(UNITS_MAX, slug.length());
        if (end > 0 && Character.isHighSurrogate(slug.charAt(end - 1))) {
            end--;
        }
        while (end > 0 && slug.charAt(end - 1) == '-') {
            end--;
        }
        return end == 0 ? NAMELESS : slug.substring(0, end);
    }
}
