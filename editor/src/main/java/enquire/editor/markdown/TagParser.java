package enquire.editor.markdown;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code #tag}: at the start of a text or behind white space or an opening mark; letters,
 * digits, symbols such as emoji, {@code _ - /}; not digits alone (those number issues).
 */
final class TagParser implements InlineContentParser {

    static final InlineContentParserFactory FACTORY =
            new InlineContentParserFactory() {
                @Override
                public Set<Character> getTriggerCharacters() {
                    return Set.of('#');
                }

                @Override
                public InlineContentParser create() {
                    return new TagParser();
                }
            };

    @Override
    public @Nullable ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        int before = scanner.peekPreviousCodePoint();
        if (before != Scanner.END
                && !Character.isWhitespace(before)
                && "([{*_~\"'“‘".indexOf(before) < 0) {
            return ParsedInline.none();
        }
        scanner.next();
        var tag = new StringBuilder();
        boolean named = false;
        while (true) {
            int c = scanner.peekCodePoint();
            if (!isTagPart(c)) {
                break;
            }
            named |= !Character.isDigit(c) && "_-/".indexOf(c) < 0;
            tag.appendCodePoint(c);
            for (int unit = Character.charCount(c); unit > 0; unit--) {
                scanner.next();
            }
            if (tag.length() > Limits.TAG_CHARS_MAX) {
                return ParsedInline.none();
            }
        }
        return named
                ? ParsedInline.of(new TagNode(tag.toString()), scanner.position())
                : ParsedInline.none();
    }

    static boolean isTag(String text) {
        return text.length() <= Limits.TAG_CHARS_MAX
                && text.codePoints().allMatch(TagParser::isTagPart)
                && text.codePoints().anyMatch(c -> !Character.isDigit(c) && "_-/".indexOf(c) < 0);
    }

    private static boolean isTagPart(int c) {
        if (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '/') {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.OTHER_SYMBOL;
    }
}
