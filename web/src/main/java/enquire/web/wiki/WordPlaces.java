package enquire.web.wiki;

import enquire.editor.page.Occurrences;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What stands around words in a text, to see whether they are the ones that are meant. Stateless.
 */
public final class WordPlaces {

    /** Places that are shown; whoever looks for more has typed too little. (A guess.) */
    public static final int PLACES_MAX = 8;

    /** Shown on each side, as far as the line goes, in code points: half a line of a terminal. */
    private static final int AROUND_MAX = 30;

    private static final String ELLIPSIS = "…";

    private static final int MARK = '█';

    private WordPlaces() {}

    /**
     * The first places in which words stand, in the order of the text, each on one line: what
     * stands beside them, and █ for each of their characters, wherever they stand (a screen is
     * looked at by others, too). Words that stand close to one another on a line are one place.
     *
     * @param words found composed and decomposed; at least one character
     */
    public static List<String> of(String text, String words) {
        BitSet hidden = hidden(text, words);
        var places = new ArrayList<String>();
        int start = hidden.nextSetBit(0);
        while (start >= 0 && places.size() < PLACES_MAX) {
            int end = hidden.nextClearBit(start);
            int from = from(text, start);
            int to = to(text, end);
            String line = shown(text, hidden, from, to).strip();
            boolean begins = from == 0 || text.charAt(from - 1) == '\n';
            boolean ends = to == text.length() || text.charAt(to) == '\n';
            places.add((begins ? "" : ELLIPSIS) + line + (ends ? "" : ELLIPSIS));
            start = hidden.nextSetBit(Math.max(end, to)); // What was shown beside it is shown.
        }
        return List.copyOf(places);
    }

    private static BitSet hidden(String text, String words) {
        var hidden = new BitSet(text.length());
        for (String each : Occurrences.spellings(words)) {
            for (int at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) {
                hidden.set(at, at + each.length());
            }
        }
        return hidden;
    }

    private static int from(String text, int end) {
        int line = text.lastIndexOf('\n', end - 1) + 1;
        return text.codePointCount(line, end) <= AROUND_MAX
                ? line
                : text.offsetByCodePoints(end, -AROUND_MAX);
    }

    private static int to(String text, int start) {
        int next = text.indexOf('\n', start);
        int line = next < 0 ? text.length() : next;
        return text.codePointCount(start, line) <= AROUND_MAX
                ? line
                : text.offsetByCodePoints(start, AROUND_MAX);
    }

    private static String shown(String text, BitSet hidden, int from, int to) {
        var shown = new StringBuilder();
        for (int at = from; at < to; at = text.offsetByCodePoints(at, 1)) {
            shown.appendCodePoint(hidden.get(at) ? MARK : text.codePointAt(at));
        }
        return shown.toString();
    }
}
