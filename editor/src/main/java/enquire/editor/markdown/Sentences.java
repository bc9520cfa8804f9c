package enquire.editor.markdown;

/** Finds the sentence around a link. Looks at a bounded part of the text, however long it is. */
public final class Sentences {

    private static final String ELLIPSIS = "…";

    private Sentences() {}

    /**
     * @param label where the link's label stands in {@code text}
     */
    static LinkContext around(String text, TextRange label) {
        int start = start(text, label.start());
        int labelEnd = Math.min(label.end(), label.start() + Limits.SENTENCE_SIDE_CHARS_MAX);
        int end = end(text, safe(text, labelEnd));
        boolean cutBefore = start > 0 && !endsSentence(text, lastInk(text, start));
        boolean cutAfter = end < text.length() && !endsSentence(text, end - 1);
        String before = cutBefore ? ELLIPSIS : "";
        String sentence = before + text.substring(start, end) + (cutAfter ? ELLIPSIS : "");
        int shift = before.length() - start;
        return new LinkContext(
                sentence, new TextRange(label.start() + shift, Math.min(label.end(), end) + shift));
    }

    private static int start(String text, int from) {
        int limit = Math.max(0, from - Limits.SENTENCE_SIDE_CHARS_MAX);
        int i = from;
        while (i > limit && !isBoundary(text, i)) {
            i--;
        }
        if (i == limit && limit > 0) {
            int space = text.indexOf(' ', limit, from);
            i = space < 0 ? safe(text, limit) : space;
        }
        while (i < from && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int end(String text, int from) {
        int limit = Math.min(text.length(), from + Limits.SENTENCE_SIDE_CHARS_MAX);
        int i = from;
        while (i < limit && !(i > from && isBoundary(text, i))) {
            i++;
        }
        if (i == limit && limit < text.length()) {
            int space = limit;
            while (space > from && text.charAt(space) != ' ') {
                space--;
            }
            i = space > from ? space : safe(text, limit);
        }
        while (i > from && Character.isWhitespace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** Whether a sentence ends before {@code i}: a full stop and a space, or one of CJK writing. */
    public static boolean isBoundary(String text, int i) {
        if (i == 0 || i >= text.length()) {
            return true;
        }
        char before = text.charAt(i - 1);
        if (before == '\n' || "。！？".indexOf(before) >= 0) {
            return true;
        }
        return Character.isWhitespace(before) && i > 1 && ".!?".indexOf(text.charAt(i - 2)) >= 0;
    }

    private static boolean endsSentence(String text, int at) {
        return at >= 0 && (".!?。！？\n".indexOf(text.charAt(at)) >= 0);
    }

    private static int lastInk(String text, int before) {
        int i = before - 1;
        int limit = Math.max(0, before - Limits.SENTENCE_SIDE_CHARS_MAX);
        while (i >= limit && text.charAt(i) != '\n' && Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return i;
    }

    /** Never between the halves of one character. */
    private static int safe(String text, int i) {
        boolean splits =
                i > 0
                        && i < text.length()
                        && Character.isLowSurrogate(text.charAt(i))
                        && Character.isHighSurrogate(text.charAt(i - 1));
        return splits ? i - 1 : i;
    }
}
