package enquire.editor.markdown;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A page's text as a tree.
 *
 * @param text the page's text as written
 * @param document the tree of what follows the front matter
 * @param body that text, with wikilinks marked; positions in it are {@code frontMatter.end()} less
 *     than in the page
 * @param headings with their nodes, in order
 * @param tasks numbered from 0 in the order of the text
 */
record ParsedPage(
        String text,
        FrontMatter frontMatter,
        String body,
        Node document,
        Map<Node, Heading> headings,
        Map<TaskListItemMarker, Integer> tasks) {

    /** What both the parser and the HTML renderer must know. */
    static final List<Extension> EXTENSIONS =
            List.of(
                    TablesExtension.builder().maxCells(Limits.TABLE_CELLS_MAX).build(),
                    StrikethroughExtension.create(),
                    FootnotesExtension.create());

    /** Building a parser costs as much as a small page, so there is one for each use. */
    private static final Parser FOR_HTML = parser(IncludeSourceSpans.NONE);

    private static final Parser FOR_ANALYSIS = parser(IncludeSourceSpans.BLOCKS_AND_INLINES);

    /** Empty if the text is over a limit. */
    static Optional<ParsedPage> forHtml(String text) {
        return parse(text, FOR_HTML);
    }

    /** With source positions in the tree, which take a little longer. */
    static Optional<ParsedPage> forAnalysis(String text) {
        return parse(text, FOR_ANALYSIS);
    }

    /** The block of front matter as written, with its marks. */
    String frontMatterText() {
        return text.substring(0, frontMatter.end());
    }

    private static Optional<ParsedPage> parse(String text, Parser parser) {
        if (text.length() > Limits.TEXT_CHARS_MAX) {
            return Optional.empty();
        }
        FrontMatter frontMatter = FrontMatter.of(text);
        String body = WikiMarks.mark(text.substring(frontMatter.end()));
        if (holdsTooManyBrackets(body)) {
            return Optional.empty();
        }
        Node document;
        try {
            document = parser.parse(body);
        } catch (IllegalArgumentException tooManyTableCells) {
            return Optional.empty(); // The only way in which commonmark-java refuses an input.
        }
        var landmarks = new Landmarks(frontMatter.end());
        document.accept(landmarks);
        return Optional.of(
                new ParsedPage(
                        text,
                        frontMatter,
                        body,
                        document,
                        landmarks.headings(),
                        landmarks.tasks()));
    }

    private static boolean holdsTooManyBrackets(String body) {
        int brackets = 0;
        boolean blank = true;
        for (int i = 0; i < body.length(); i++) {
            switch (body.charAt(i)) {
                case '\n' -> {
                    brackets = blank ? 0 : brackets;
                    blank = true;
                }
                case ' ', '\t' -> {}
                case '[' -> {
                    brackets++;
                    blank = false;
                }
                case WikiMarks.LINK, WikiMarks.EMBED -> {
                    // What follows is read as a wikilink, not as brackets.
                    i += body.charAt(i) == WikiMarks.LINK ? 1 : 2;
                    blank = false;
                }
                default -> blank = false;
            }
            if (brackets > Limits.BRACKETS_MAX) {
                return true;
            }
        }
        return false;
    }

    private static Parser parser(IncludeSourceSpans spans) {
        return Parser.builder()
                // Before addresses become links, which may end in what is no mark then.
                .postProcessor(new Highlighting())
                .extensions(EXTENSIONS)
                .extensions(List.of(TaskListItemsExtension.create(), AutolinkExtension.create()))
                .includeSourceSpans(spans)
                .maxOpenBlockParsers(Limits.OPEN_BLOCKS_MAX)
                .maxInlineNesting(Limits.INLINE_NESTING_MAX)
                .customInlineContentParserFactory(WikilinkParser.FACTORY)
                .customInlineContentParserFactory(TagParser.FACTORY)
                .customInlineContentParserFactory(MathParser.FACTORY)
                .customInlineContentParserFactory(CommentParser.FACTORY)
                .customInlineContentParserFactory(HighlightParser.FACTORY)
                .customBlockParserFactory(MathBlockParser.FACTORY)
                .customBlockParserFactory(CommentBlockParser.FACTORY)
                .postProcessor(ParsedPage::restoreMarks)
                .postProcessor(new TickedTwice())
                .postProcessor(new AlertProcessor())
                .postProcessor(new EmbedProcessor())
                .build();
    }

    private static Node restoreMarks(Node document) {
        document.accept(new MarkRestorer());
        return document;
    }
}
