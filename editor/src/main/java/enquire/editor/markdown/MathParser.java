package enquire.editor.markdown;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code $x^2$} and {@code $$x^2$$}. So that prices and variables of a shell stay what they
 * are, a single {@code $} begins a formula only behind no letter, digit or {@code $} and before no
 * space, and ends one only behind no space and before no letter or digit.
 */
final class MathParser implements InlineContentParser {

    static final InlineContentParserFactory FACTORY =
            new InlineContentParserFactory() {
                @Override
                public Set<Character> getTriggerCharacters() {
                    return Set.of('$');
                }

                @Override
                public InlineContentParser create() {
                    return new MathParser();
                }
            };

    @Override
    public @Nullable ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        int before = scanner.peekPreviousCodePoint();
        if (before == '$' || Character.isLetterOrDigit(before)) {
            return ParsedInline.none();
        }
        scanner.next();
        boolean display = scanner.next('$');
        if (!display && Character.isWhitespace(scanner.peek())) {
            return ParsedInline.none();
        }
        return rest(scanner, display);
    }

    private static @Nullable ParsedInline rest(Scanner scanner, boolean display) {
        Position start = scanner.position();
        int charsMax = display ? Limits.DISPLAY_MATH_CHARS_MAX : Limits.INLINE_MATH_CHARS_MAX;
        char last = ' ';
        for (int chars = 0; scanner.hasNext() && chars < charsMax; chars++) {
            Position end = scanner.position();
            char c = scanner.peek();
            scanner.next();
            if (c == '\\' && scanner.hasNext()) {
                scanner.next(); // \$ ends nothing.
            } else if (c == '$' && (display ? scanner.next('$') : ends(last, scanner))) {
                String literal = scanner.getSource(start, end).getContent();
                return literal.isBlank()
                        ? ParsedInline.none()
                        : ParsedInline.of(
                                new MathNode(WikiMarks.restore(literal.strip(), false), display),
                                scanner.position());
            }
            last = c;
        }
        return ParsedInline.none();
    }

    private static boolean ends(char last, Scanner scanner) {
        return !Character.isWhitespace(last) && !Character.isLetterOrDigit(scanner.peekCodePoint());
    }
}
