package enquire.web.html;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.swing.text.Segment;
import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenMaker;
import org.fife.ui.rsyntaxtextarea.TokenMakerFactory;
import org.fife.ui.rsyntaxtextarea.TokenTypes;
import org.owasp.html.Encoding;

/**
 * Colours the code of fenced blocks whose language is known: each token that means something gets a
 * class, which the style sheet gives a colour. It works on what the sanitiser let through and adds
 * nothing but spans of its own, so no page can bring along anything this way. Thread-safe.
 */
public final class CodeHighlighting {

    /**
     * As much of one page's code is coloured, in UTF-16 units; blocks beyond it stay plain. Two
     * thousand lines: more than anybody reads at once. (A guess.)
     */
    static final int PAGE_CHARS_MAX = 100_000;

    /**
     * A block with a longer line stays plain, in UTF-16 units. The lexers go over a line once, and
     * at worst again from each of its tokens, so this bounds what a hostile one costs: a thousand
     * such lines take less than a second (measured).
     */
    static final int LINE_CHARS_MAX = 500;

    /** Exactly what the sanitiser makes of a fenced block: no tag is inside. */
    private static final Pattern BLOCK =
            Pattern.compile(
                    "<pre><code class=\"language-([^\"]{1,40})\">((?:[^<]|<!-- -->)*+)</code></pre>");

    private CodeHighlighting() {}

    public static SafeHtml in(SafeHtml body) {
        if (!body.html().contains("<code class=\"language-")) {
            return body;
        }
        Matcher found = BLOCK.matcher(body.html());
        var out = new StringBuilder(body.html().length() * 2);
        int left = PAGE_CHARS_MAX;
        while (found.find()) {
            Optional<String> style = CodeLanguages.style(found.group(1));
            Optional<String> coloured = Optional.empty();
            if (style.isPresent() && found.group(2).length() <= left) {
                coloured = coloured(style.get(), decoded(found.group(2)));
                left -= found.group(2).length();
            }
            String block =
                    coloured.map(code ->
                                    "<pre><code class=\"language-%s\">%s</code></pre>"
                                            .formatted(found.group(1), code))
                            .orElse(found.group());
            found.appendReplacement(out, Matcher.quoteReplacement(block));
        }
        found.appendTail(out);
        return new SafeHtml(out.toString());
    }

    /** The text that the sanitiser encoded; it puts a comment between two opening braces. */
    private static String decoded(String html) {
        return Encoding.decodeHtml(html.replace("<!-- -->", ""), false);
    }

    /** Empty if it cannot be coloured within the bounds. */
    private static Optional<String> coloured(String style, String code) {
        if (code.lines().anyMatch(line -> line.length() > LINE_CHARS_MAX)) {
            return Optional.empty();
        }
        // A lexer keeps the state of the line it is at: one for each block.
        TokenMaker lexer = TokenMakerFactory.getDefaultInstance().getTokenMaker(style);
        var html = new StringBuilder(code.length() * 2);
        int state = TokenTypes.NULL;
        try {
            for (String line : code.split("\n", -1)) {
                state = writeLine(lexer, line, state, html);
                html.append('\n');
            }
        } catch (RuntimeException lostCount) {
            return Optional.empty();
        } catch (Error lostCount) {
            // The generated lexers throw this very class; they never did so far (fuzzed).
            if (lostCount.getClass() != Error.class) {
                throw lostCount;
            }
            return Optional.empty();
        }
        html.setLength(html.length() - 1);
        return Optional.of(html.toString());
    }

    /**
     * Returns the state that the next line begins in.
     *
     * @throws IllegalStateException if what the lexer found is not the line
     */
    private static int writeLine(TokenMaker lexer, String line, int state, StringBuilder html) {
        char[] chars = line.toCharArray();
        int next = state;
        int written = 0;
        String open = "";
        Token token = lexer.getTokenList(new Segment(chars, 0, chars.length), state, 0);
        for (; token != null; token = token.getNextToken()) {
            next = token.getType();
            if (!token.isPaintable()) {
                continue;
            }
            String name = className(token.getType());
            if (!name.equals(open)) {
                html.append(open.isEmpty() ? "" : "</span>");
                html.append(name.isEmpty() ? "" : "<span class=\"" + name + "\">");
                open = name;
            }
            String text = token.getLexeme();
            boolean halved =
                    !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
            if (halved || !line.startsWith(text, written)) {
                throw new IllegalStateException("the tokens are not the line");
            }
            written += text.length();
            html.append(SafeHtml.escaped(text).html());
        }
        html.append(open.isEmpty() ? "" : "</span>");
        if (written != line.length()) {
            throw new IllegalStateException("the tokens are not the whole line");
        }
        return next;
    }

    /** Seven kinds are as many as anybody tells apart. */
    private static String className(int type) {
        return switch (type) {
            case TokenTypes.COMMENT_EOL,
                    TokenTypes.COMMENT_MULTILINE,
                    TokenTypes.COMMENT_DOCUMENTATION,
                    TokenTypes.COMMENT_KEYWORD,
                    TokenTypes.COMMENT_MARKUP,
                    TokenTypes.MARKUP_COMMENT,
                    TokenTypes.MARKUP_DTD ->
                    "tok-comment";
            case TokenTypes.RESERVED_WORD,
                    TokenTypes.RESERVED_WORD_2,
                    TokenTypes.MARKUP_TAG_NAME,
                    TokenTypes.MARKUP_PROCESSING_INSTRUCTION ->
                    "tok-keyword";
            case TokenTypes.FUNCTION -> "tok-function";
            case TokenTypes.LITERAL_BOOLEAN,
                    TokenTypes.LITERAL_NUMBER_DECIMAL_INT,
                    TokenTypes.LITERAL_NUMBER_FLOAT,
                    TokenTypes.LITERAL_NUMBER_HEXADECIMAL,
                    TokenTypes.MARKUP_ENTITY_REFERENCE ->
                    "tok-number";
            case TokenTypes.LITERAL_STRING_DOUBLE_QUOTE,
                    TokenTypes.LITERAL_CHAR,
                    TokenTypes.LITERAL_BACKQUOTE,
                    TokenTypes.ERROR_STRING_DOUBLE,
                    TokenTypes.ERROR_CHAR,
                    TokenTypes.REGEX,
                    TokenTypes.MARKUP_CDATA,
                    TokenTypes.MARKUP_TAG_ATTRIBUTE_VALUE ->
                    "tok-string";
            case TokenTypes.DATA_TYPE, TokenTypes.MARKUP_TAG_ATTRIBUTE, TokenTypes.VARIABLE ->
                    "tok-type";
            case TokenTypes.ANNOTATION, TokenTypes.PREPROCESSOR -> "tok-annotation";
            default -> "";
        };
    }
}
