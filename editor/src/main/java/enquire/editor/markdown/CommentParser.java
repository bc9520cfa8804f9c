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
 * Reads {@code %%comment%%} as Obsidian does. So that {@code 100%% sure} and the {@code %%i} of a
 * script stay what they are, it begins behind no letter, digit or {@code %} and ends before none.
 */
final class CommentParser implements InlineContentParser {

    static final InlineContentParserFactory FACTORY =
            new InlineContentParserFactory() {
                @Override
                public Set<Character> getTriggerCharacters() {
                    return Set.of('%');
                }

                @Override
                public InlineContentParser create() {
                    return new CommentParser();
                }
            };

    @Override
    public @Nullable ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        if (isPart(scanner.peekPreviousCodePoint())) {
            return ParsedInline.none();
        }
        scanner.next();
        if (!scanner.next('%')) {
            return ParsedInline.none();
        }
        Position start = scanner.position();
        for (int chars = 0; scanner.hasNext() && chars < Limits.COMMENT_CHARS_MAX; chars++) {
            Position end = scanner.position();
            char c = scanner.peek();
            scanner.next();
            if (c == '%' && scanner.next('%') && !isPart(scanner.peekCodePoint())) {
                String literal = scanner.getSource(start, end).getContent();
                return literal.isBlank()
                        ? ParsedInline.none()
                        : ParsedInline.of(
                                new CommentNode(WikiMarks.restore(literal.strip(), false)),
                                scanner.position());
            }
        }
        return ParsedInline.none();
    }

    private static boolean isPart(int character) {
        return character == '%' || Character.isLetterOrDigit(character);
    }
}
