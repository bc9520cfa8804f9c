package enquire.web.site;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text as the search of a static site compares them: without accents, in lower case;
 * of scripts that put no spaces between words, each two characters that follow one another. {@code
 * browser/src/site/words.ts} does the same with what is typed. Pure.
 */
final class SearchWords {

    /** Of one word, in UTF-16 units; what is longer is found by its beginning. */
    static final int CHARS_MAX = 40;

    private static final Pattern ACCENTS = Pattern.compile("[\u0300-\u036F]");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

    private static final Set<Character.UnicodeScript> WITHOUT_SPACES =
            Set.of(
                    Character.UnicodeScript.HAN,
                    Character.UnicodeScript.HIRAGANA,
                    Character.UnicodeScript.KATAKANA,
                    Character.UnicodeScript.THAI,
                    Character.UnicodeScript.LAO,
                    Character.UnicodeScript.KHMER,
                    Character.UnicodeScript.MYANMAR);

    private SearchWords() {}

    /** In the order of the text, each as often as it stands there. */
    static List<String> of(String text) {
        String plain =
                ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String folded =
                Normalizer.normalize(plain.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
                        .replace('ς', 'σ')
                        .replace("ß", "ss");
        var words = new ArrayList<String>();
        Matcher found = WORD.matcher(folded);
        while (found.find()) {
            addRuns(found.group(), words);
        }
        return words;
    }

    private static void addRuns(String run, List<String> words) {
        int from = 0;
        boolean before = false;
        for (int i = 0; i < run.length(); ) {
            int point = run.codePointAt(i);
            boolean now = withoutSpaces(point);
            if (i > 0 && now != before) {
                add(run.substring(from, i), before, words);
                from = i;
            }
            before = now;
            i += Character.charCount(point);
        }
        add(run.substring(from), before, words);
    }

    private static boolean withoutSpaces(int point) {
        return WITHOUT_SPACES.contains(Character.UnicodeScript.of(point));
    }

    private static void add(String run, boolean pairs, List<String> words) {
        int[] points = run.codePoints().toArray();
        if (!pairs || points.length < 2) {
            words.add(run.length() <= CHARS_MAX ? run : cut(run));
            return;
        }
        for (int i = 0; i + 1 < points.length; i++) {
            words.add(new String(points, i, 2));
        }
    }

    /** Between two characters. */
    private static String cut(String word) {
        boolean inside = Character.isHighSurrogate(word.charAt(CHARS_MAX - 1));
        return word.substring(0, inside ? CHARS_MAX - 1 : CHARS_MAX);
    }
}
