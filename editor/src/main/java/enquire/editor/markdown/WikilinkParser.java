package enquire.editor.markdown;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/** Reads a wikilink where {@link WikiMarks} left a mark. */
final class WikilinkParser implements InlineContentParser {

    static final InlineContentParserFactory FACTORY =
            new InlineContentParserFactory() {
                @Override
                public Set<Character> getTriggerCharacters() {
                    return Set.of(WikiMarks.LINK, WikiMarks.EMBED);
                }

                @Override
                public InlineContentParser create() {
                    return new WikilinkParser();
                }
            };

    @Override
    public @Nullable ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        Position start = scanner.position();
        scanner.next();
        // A table may have cut the marked text in two, so the end is looked for again.
        while (scanner.hasNext() && scanner.peek() != '\n') {
            if (scanner.next(']')) {
                if (!scanner.next(']')) {
                    return ParsedInline.none();
                }
                Position end = scanner.position();
                String marked = scanner.getSource(start, end).getContent();
                return ParsedInline.of(new WikilinkNode(marked), end);
            }
            scanner.next();
        }
        return ParsedInline.none();
    }
}
