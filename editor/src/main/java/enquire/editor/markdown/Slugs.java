package enquire.editor.markdown;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Anchors for headings by GitHub's rules (as github-slugger implements them): lower case, only
 * letters, marks, digits, {@code _} and {@code -}, spaces become {@code -}, and a repeated one gets
 * a number that makes it unique. One for each page; one thread at a time.
 */
final class Slugs {

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> lastNumbers = new HashMap<>();

    String next(String heading) {
        String slug = of(heading);
        String candidate = slug;
        int number = lastNumbers.getOrDefault(slug, 0);
        while (!taken.add(candidate)) {
            number++;
            candidate = slug + "-" + number;
        }
        lastNumbers.put(slug, number);
        return candidate;
    }

    /** The anchor of the first heading with this text. Never empty. */
    static String of(String heading) {
        String lower = heading.strip().toLowerCase(Locale.ROOT);
        var slug = new StringBuilder(lower.length());
        lower.codePoints()
                .forEach(c -> {
                    if (c == ' ') {
                        slug.append('-');
                    } else if (isKept(c)) {
                        slug.appendCodePoint(c);
                    }
                });
        return slug.isEmpty() ? "section" : slug.toString();
    }

    private static boolean isKept(int c) {
        if (Character.isLetterOrDigit(c) || c == '-' || c == '_') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.LETTER_NUMBER,
                    Character.CONNECTOR_PUNCTUATION ->
                    true;
            default -> false;
        };
    }
}
