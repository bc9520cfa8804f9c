package enquire.web.html;

import enquire.web.html.HtmlToken.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Reads what the sanitiser lets through as {@linkplain HtmlToken tokens}. One thread at a time;
 * made anew for each text.
 */
final class HtmlTokens implements HtmlStreamEventReceiver {

    static final Set<String> INLINE =
            Set.of(
                    "a", "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "sub", "sup",
                    "small", "abbr", "cite", "q", "ruby", "rt", "rp", "code", "kbd", "samp", "var",
                    "span");

    private static final Set<String> THINGS = Set.of("img", "br", "input");

    private final List<HtmlToken> tokens = new ArrayList<>();
    private final List<Inline> context = new ArrayList<>();

    /** The same list for all words between two tags. */
    private List<Inline> shared = List.of();

    private int preformatted;

    List<HtmlToken> tokens() {
        return tokens;
    }

    @Override
    public void openDocument() {}

    @Override
    public void closeDocument() {}

    @Override
    public void openTag(String tag, List<String> attributes) {
        if (INLINE.contains(tag)) {
            context.add(new Inline(tag, List.copyOf(attributes)));
            shared = List.copyOf(context);
        } else if (THINGS.contains(tag)) {
            tokens.add(new HtmlToken.Thing(tag, List.copyOf(attributes), shared));
        } else if (tag.equals("hr")) {
            tokens.add(new HtmlToken.Rule(tag, List.copyOf(attributes)));
        } else {
            preformatted += tag.equals("pre") ? 1 : 0;
            tokens.add(new HtmlToken.Open(tag, List.copyOf(attributes)));
        }
    }

    @Override
    public void closeTag(String tag) {
        if (!INLINE.contains(tag)) {
            preformatted -= tag.equals("pre") ? 1 : 0;
            tokens.add(new HtmlToken.Close(tag));
            return;
        }
        for (int i = context.size() - 1; i >= 0; i--) {
            if (context.get(i).tag().equals(tag)) {
                context.remove(i);
                shared = List.copyOf(context);
                return;
            }
        }
    }

    /** Line breaks between blocks are not worth a token. */
    @Override
    public void text(String text) {
        if (preformatted == 0
                && text.isBlank()
                && (tokens.isEmpty() || isBlock(tokens.getLast()))) {
            return;
        }
        for (int from = 0; from < text.length(); ) {
            int word = wordEnd(text, from);
            int end = word;
            while (end < text.length() && isSpace(text.charAt(end), text.charAt(word))) {
                end++;
            }
            String whole = text.substring(from, end);
            String key = preformatted > 0 ? whole : text.substring(from, word).strip();
            tokens.add(new HtmlToken.Word(key, whole, shared));
            from = end;
        }
    }

    private static boolean isBlock(HtmlToken token) {
        return !(token instanceof HtmlToken.Word || token instanceof HtmlToken.Thing);
    }

    /** A line break ends a token of code, so that lines are compared as lines. */
    private boolean isSpace(char c, char first) {
        boolean behindBreak = preformatted > 0 && first == '\n' && c != '\n';
        return Character.isWhitespace(c) && !behindBreak;
    }

    private static int wordEnd(String text, int from) {
        int to = from + Character.charCount(text.codePointAt(from));
        boolean word = belongsToWord(text.codePointAt(from));
        while (word && to < text.length() && belongsToWord(text.codePointAt(to))) {
            to += Character.charCount(text.codePointAt(to));
        }
        return to;
    }

    private static boolean belongsToWord(int codePoint) {
        return (Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint))
                || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }
}
