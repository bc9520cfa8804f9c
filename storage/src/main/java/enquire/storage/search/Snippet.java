package enquire.storage.search;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The most telling two lines of a page's text.
 *
 * @param html with marks around what matched
 * @param start of the first match in the text, in UTF-16 units; empty if nothing matched
 */
record Snippet(String html, OptionalInt start) {

    /** How much of the snippet stands before its first match. */
    private static final int LEAD_CHARS = Limits.SNIPPET_CHARS / 4;

    /** How far a cut is moved so that it falls between words. */
    private static final int WORD_CHARS_MAX = 20;

    /**
     * @param matches ascending; may overlap
     */
    static Snippet of(String text, List<Match> matches) {
        int first = best(matches);
        int lead = matches.isEmpty() ? 0 : matches.get(first).start() - LEAD_CHARS;
        int start = wordStart(text, Math.max(0, lead));
        int end = wordEnd(text, Math.min(text.length(), start + Limits.SNIPPET_CHARS));
        var html = new StringBuilder(start > 0 ? "…" : "");
        int at = start;
        int i = first;
        while (i < matches.size() && matches.get(i).start() < end) {
            int from = Math.max(at, matches.get(i).start());
            int to = matches.get(i++).end();
            // What overlaps gets one mark.
            while (i < matches.size() && matches.get(i).start() < to) {
                to = Math.max(to, matches.get(i++).end());
            }
            to = Math.min(end, to);
            if (from < to) {
                Html.escape(text, at, from, html);
                Html.mark(text, from, to, html);
                at = to;
            }
        }
        Html.escape(text, at, end, html);
        return new Snippet(
                html.append(end < text.length() ? "…" : "").toString(),
                matches.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(matches.get(first).start()));
    }

    /** The match from which on a snippet holds the most different things, then the most matches. */
    private static int best(List<Match> matches) {
        int best = 0;
        int bestDifferent = 0;
        int bestCount = 0;
        var window = new ArrayDeque<Match>();
        Map<Integer, Integer> different = new HashMap<>();
        int next = 0;
        for (int i = 0; i < matches.size(); i++) {
            int end = matches.get(i).start() + Limits.SNIPPET_CHARS - LEAD_CHARS;
            while (next < matches.size() && (next <= i || matches.get(next).end() <= end)) {
                window.addLast(matches.get(next));
                different.merge(matches.get(next++).sought(), 1, Integer::sum);
            }
            boolean better =
                    different.size() > bestDifferent
                            || different.size() == bestDifferent && window.size() > bestCount;
            if (better) {
                best = i;
                bestDifferent = different.size();
                bestCount = window.size();
            }
            int gone = window.removeFirst().sought();
            different.computeIfPresent(gone, (key, count) -> count == 1 ? null : count - 1);
        }
        return best;
    }

    private static int wordStart(String text, int from) {
        for (int i = from; i > Math.max(0, from - WORD_CHARS_MAX); i--) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return from <= WORD_CHARS_MAX ? 0 : whole(text, from);
    }

    private static int wordEnd(String text, int to) {
        int limit = Math.min(text.length(), to + WORD_CHARS_MAX);
        for (int i = to; i < limit; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return limit == text.length() ? limit : whole(text, to);
    }

    /** Never between the halves of one character. */
    private static int whole(String text, int i) {
        boolean splits =
                i > 0
                        && i < text.length()
                        && Character.isLowSurrogate(text.charAt(i))
                        && Character.isHighSurrogate(text.charAt(i - 1));
        return splits ? i - 1 : i;
    }
}
