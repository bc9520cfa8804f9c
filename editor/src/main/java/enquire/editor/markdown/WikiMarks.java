package enquire.editor.markdown;

/**
 * Marks where wikilinks may be, before the text is parsed. CommonMark gives {@code [} a meaning of
 * its own that no extension comes before, so the first character of {@code [[} and {@code ![[} is
 * replaced by one that stands for nothing else: a Unicode noncharacter. Lengths stay the same, so
 * positions in the marked text are positions in the page. What turns out to be code or raw HTML
 * gets its characters back through {@link #restore}.
 */
final class WikiMarks {

    /** Stands for the first {@code [} of a link. */
    static final char LINK = '\uFDD0';

    /** Stands for the {@code !} of an embedding. */
    static final char EMBED = '\uFDD1';

    /** Stands for the {@code |} of {@code \|}, so that a link in a table is not cut in two. */
    static final char PIPE = '\uFDD2';

    private WikiMarks() {}

    /** The text with its candidates marked; noncharacters that it held become U+FFFD. */
    static String mark(String text) {
        if (!text.contains("[[") && !holdsMarks(text)) {
            return text;
        }
        char[] marked = text.toCharArray();
        for (int i = 0; i < marked.length; i++) {
            if (isMark(marked[i])) {
                marked[i] = '\uFFFD';
            }
        }
        int i = text.indexOf("[[");
        while (i >= 0) {
            int close = isEscaped(text, i) ? -1 : end(text, i + 2);
            if (close < 0) {
                i = text.indexOf("[[", i + 1);
                continue;
            }
            boolean embed = i > 0 && text.charAt(i - 1) == '!' && !isEscaped(text, i - 1);
            marked[embed ? i - 1 : i] = embed ? EMBED : LINK;
            for (int p = i + 2; p < close; p++) {
                if (marked[p] == '|' && marked[p - 1] == '\\') {
                    marked[p] = PIPE;
                }
            }
            i = text.indexOf("[[", close + 2);
        }
        return new String(marked);
    }

    static boolean holdsMarks(String text) {
        return text.indexOf(LINK) >= 0 || text.indexOf(EMBED) >= 0 || text.indexOf(PIPE) >= 0;
    }

    /**
     * What the author wrote.
     *
     * @param inTable whether the text stood in a table's cell, where {@code \|} means {@code |}
     */
    static String restore(String marked, boolean inTable) {
        String text = inTable ? marked.replace("\\" + PIPE, "|") : marked;
        return text.replace(LINK, '[').replace(EMBED, '!').replace(PIPE, '|');
    }

    private static boolean isMark(char c) {
        return c == LINK || c == EMBED || c == PIPE;
    }

    /** Where {@code ]]} stands, or -1 if no link begins here. */
    private static int end(String text, int from) {
        int last = Math.min(text.length() - 1, from + Limits.WIKILINK_CHARS_MAX);
        for (int i = from; i < last; i++) {
            char c = text.charAt(i);
            if (c == '[' || c == '\n' || c == '\r') {
                return -1;
            }
            if (c == ']') {
                boolean named = !text.substring(from, i).isBlank();
                return text.charAt(i + 1) == ']' && named ? i : -1;
            }
        }
        return -1;
    }

    private static boolean isEscaped(String text, int at) {
        int backslashes = 0;
        while (at - backslashes > 0 && text.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
