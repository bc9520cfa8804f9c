package enquire.storage.search;

import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.util.BytesRef;

/**
 * Cuts the most telling two lines out of a page's text and marks what matched, as HTML. Takes one
 * passage, the whole text.
 */
final class SnippetFormatter extends PassageFormatter {

    /** How much of the text before the first match is shown, as part of the whole. */
    private static final int BEFORE_PART = 4;

    @Override
    public String format(Passage[] passages, String text) {
        if (passages.length == 0) {
            return "";
        }
        Passage whole = passages[0];
        int first = bestMatch(whole);
        int from =
                first < 0 ? 0 : whole.getMatchStarts()[first] - Limits.SNIPPET_CHARS / BEFORE_PART;
        int start = wordStart(text, Math.max(0, from));
        int end = wordEnd(text, Math.min(text.length(), start + Limits.SNIPPET_CHARS));
        var html = new StringBuilder(start > 0 ? "…" : "");
        int at = start;
        for (int i = Math.max(0, first); i < whole.getNumMatches(); i++) {
            int matchStart = Math.max(at, whole.getMatchStarts()[i]);
            int matchEnd = Math.min(end, whole.getMatchEnds()[i]);
            // Pairs of characters overlap: what they cover together gets one mark.
            while (i + 1 < whole.getNumMatches() && whole.getMatchStarts()[i + 1] < matchEnd) {
                i++;
                matchEnd = Math.min(end, Math.max(matchEnd, whole.getMatchEnds()[i]));
            }
            if (matchStart < matchEnd) {
                Html.escape(text, at, matchStart, html);
                Html.mark(text, matchStart, matchEnd, html);
                at = matchEnd;
            }
        }
        Html.escape(text, at, end, html);
        return html.append(end < text.length() ? "…" : "").toString();
    }

    /** The match from which on a snippet holds the most different words; -1 if nothing matched. */
    private static int bestMatch(Passage whole) {
        int best = -1;
        int bestScore = 0;
        for (int i = 0; i < whole.getNumMatches(); i++) {
            int score = 0;
            int end =
                    whole.getMatchStarts()[i]
                            + Limits.SNIPPET_CHARS * (BEFORE_PART - 1) / BEFORE_PART;
            for (int j = i; j < whole.getNumMatches() && whole.getMatchStarts()[j] < end; j++) {
                score += isFirst(whole, i, j) ? 8 : 1;
            }
            if (score > bestScore) {
                bestScore = score;
                best = i;
            }
        }
        return best;
    }

    /** Whether the word of match {@code j} does not occur from {@code i} to there. */
    private static boolean isFirst(Passage whole, int i, int j) {
        BytesRef word = whole.getMatchTerms()[j];
        for (int k = i; k < j; k++) {
            if (whole.getMatchTerms()[k].equals(word)) {
                return false;
            }
        }
        return true;
    }

    private static int wordStart(String text, int from) {
        int limit = Math.max(0, from - 20);
        for (int i = from; i > limit; i--) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return whole(text, from);
    }

    private static int wordEnd(String text, int to) {
        int limit = Math.min(text.length(), to + 20);
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
