package enquire.web.vault.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Which braces of a wikitext belong together: two are a template, three a value that a template is
 * given. Linear, and pure.
 *
 * @see <a href="https://www.mediawiki.org/wiki/Preprocessor_ABNF">Preprocessor ABNF</a>
 */
final class Braces {

    private static final int TEMPLATE = 2;
    private static final int VALUE = 3;

    /** A run of opening braces of which so many have no end yet. */
    private record Open(int at, int count) {}

    private Braces() {}

    /** Where each pair begins, and behind its end; pairs lie in each other or apart. */
    static Map<Integer, Integer> ends(String text) {
        Map<Integer, Integer> ends = new HashMap<>();
        Deque<Open> open = new ArrayDeque<>();
        int at = 0;
        while (at < text.length()) {
            int run = run(text, at);
            if (run >= TEMPLATE && text.charAt(at) == '{') {
                open.push(new Open(at, run));
            } else if (run >= TEMPLATE) {
                close(open, ends, at, run);
            }
            at += Math.max(1, run);
        }
        return ends;
    }

    /** From the inside out, three before two. */
    private static void close(Deque<Open> open, Map<Integer, Integer> ends, int from, int run) {
        int at = from;
        int left = run;
        while (left >= TEMPLATE && !open.isEmpty()) {
            Open last = open.pop();
            int pair = Math.min(VALUE, Math.min(left, last.count()));
            int before = last.count() - pair;
            ends.put(last.at() + before, at + pair);
            at += pair;
            left -= pair;
            if (before >= TEMPLATE) {
                open.push(new Open(last.at(), before));
            }
        }
    }

    /** How many of the same brace stand here; 0 if none does. */
    private static int run(String text, int at) {
        char brace = text.charAt(at);
        if (brace != '{' && brace != '}') {
            return 0;
        }
        int end = at;
        while (end < text.length() && text.charAt(end) == brace) {
            end++;
        }
        return end - at;
    }
}
