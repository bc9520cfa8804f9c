package enquire.web.vault.markup;

import java.util.Optional;

/**
 * A line with equals signs at both ends. They are counted: an expression that looks for where the
 * words begin and end takes minutes over a line of some thousand signs and spaces. Pure.
 *
 * @param signs at its start that count, at most {@link #SIGNS_MAX}
 * @param words between the signs, of which there are some
 */
record HeadingLine(int signs, String words) {

    private static final int SIGNS_MAX = 6;

    /**
     * From one sign to six, as many at its end as at its start; what there is more of belongs to
     * the words.
     */
    static Optional<HeadingLine> ofMediaWiki(String line) {
        String stripped = line.stripTrailing();
        int before = signsBefore(stripped);
        int both = Math.min(before, signsBehind(stripped));
        if (before == stripped.length()) {
            both = (before - 1) / 2;
        }
        int signs = Math.min(SIGNS_MAX, both);
        return signs < 1 ? Optional.empty() : of(signs, stripped, signs, signs);
    }

    /** From two signs on, at least two at its end; no sign at an end belongs to the words. */
    static Optional<HeadingLine> ofDokuWiki(String line) {
        String stripped = line.strip();
        int before = signsBefore(stripped);
        int behind = signsBehind(stripped);
        boolean heading = before >= 2 && behind >= 2 && before < stripped.length();
        return heading
                ? of(Math.min(SIGNS_MAX, before), stripped, before, behind)
                : Optional.empty();
    }

    private static Optional<HeadingLine> of(int signs, String line, int before, int behind) {
        String words = line.substring(before, line.length() - behind).strip();
        return words.isEmpty() ? Optional.empty() : Optional.of(new HeadingLine(signs, words));
    }

    private static int signsBefore(String line) {
        int signs = 0;
        while (signs < line.length() && line.charAt(signs) == '=') {
            signs++;
        }
        return signs;
    }

    private static int signsBehind(String line) {
        int signs = 0;
        while (signs < line.length() && line.charAt(line.length() - 1 - signs) == '=') {
            signs++;
        }
        return signs;
    }
}
