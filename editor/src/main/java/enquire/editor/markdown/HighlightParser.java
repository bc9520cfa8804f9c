package enquire.editor.markdown;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code ==} of a highlight as Obsidian does, but never between letters or digits: {@code
 * a==1 or b==2} stays what it is. {@link Highlighting} pairs them.
 */
final class HighlightParser implements InlineContentParser {

    static final InlineContentParserFactory FACTORY =
            new InlineContentParserFactory() {
                @Override
                public Set<Character> getTriggerCharacters() {
                    return Set.of('=');
                }

                @Override
                public InlineContentParser create() {
                    return new HighlightParser();
                }
            };

    @Override
    public @Nullable ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        int before = scanner.peekPreviousCodePoint();
        if (!scanner.next(HighlightMark.LITERAL)) {
            return ParsedInline.none();
        }
        int after = scanner.peekCodePoint();
        if (before == '=' || after == '=') {
            return ParsedInline.none();
        }
        boolean begins = !isWord(before) && !isGap(after);
        boolean ends = !isGap(before) && !isWord(after);
        return begins || ends
                ? ParsedInline.of(new HighlightMark(begins, ends), scanner.position())
                : ParsedInline.none();
    }

    private static boolean isGap(int character) {
        return character == Scanner.END || Character.isWhitespace(character);
    }

    private static boolean isWord(int character) {
        return character != Scanner.END && Character.isLetterOrDigit(character);
    }
}
