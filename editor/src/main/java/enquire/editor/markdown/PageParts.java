package enquire.editor.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * Where a page can be taken apart. A text over a limit has no parts. Immutable.
 *
 * @param sections in the order of the text
 * @param definitions what links by reference and footnotes share, by {@link #label}; a footnote's
 *     begins with {@code ^}
 */
public record PageParts(List<Part> sections, Map<String, TextRange> definitions) {

    /**
     * What stands under a heading, up to the next one of its level or above. Headings in quotes and
     * lists begin none.
     *
     * @param range with the heading
     * @param textStart behind the line of the heading, or what underlines it
     */
    public record Part(Heading heading, TextRange range, int textStart) {}

    private static final Pattern SPACES = Pattern.compile("\\s+");

    public PageParts {
        sections = List.copyOf(sections);
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    }

    /**
     * @param text a page's Markdown, with {@code \n} line ends
     */
    public static PageParts of(String text) {
        return ParsedPage.forAnalysis(text)
                .map(page -> new PageParts(sections(page), definitions(page)))
                .orElseGet(() -> new PageParts(List.of(), Map.of()));
    }

    /** A reference as it is compared: {@code [A b]} and {@code [a b]} are one. */
    public static String label(String written) {
        return SPACES.matcher(written.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    private static List<Part> sections(ParsedPage page) {
        var parts = new ArrayList<Part>();
        Deque<Integer> open = new ArrayDeque<>();
        page.headings()
                .forEach((node, heading) -> {
                    if (node.getParent() != page.document() || node.getSourceSpans().isEmpty()) {
                        return;
                    }
                    TextRange lines = lines(page, node);
                    while (!open.isEmpty()
                            && parts.get(open.peek()).heading().level() >= heading.level()) {
                        end(parts, open.pop(), lines.start());
                    }
                    open.push(parts.size());
                    var rest = new TextRange(lines.start(), page.text().length());
                    parts.add(new Part(heading, rest, lines.end()));
                });
        return parts;
    }

    private static void end(List<Part> parts, int index, int end) {
        Part part = parts.get(index);
        var range = new TextRange(part.range().start(), end);
        parts.set(index, new Part(part.heading(), range, part.textStart()));
    }

    /** Of several of one label the first counts (CommonMark 4.7). */
    private static Map<String, TextRange> definitions(ParsedPage page) {
        Map<String, TextRange> definitions = new LinkedHashMap<>();
        for (Node node = page.document().getFirstChild(); node != null; node = node.getNext()) {
            if (node.getSourceSpans().isEmpty()) {
                continue;
            }
            switch (node) {
                case LinkReferenceDefinition link ->
                        definitions.putIfAbsent(label(link.getLabel()), lines(page, link));
                case FootnoteDefinition note ->
                        definitions.putIfAbsent("^" + label(note.getLabel()), lines(page, note));
                default -> {}
            }
        }
        return definitions;
    }

    /** The whole lines that a block was written on, with the break behind them. */
    private static TextRange lines(ParsedPage page, Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        int offset = page.frontMatter().end();
        int first = spans.getFirst().getInputIndex() + offset;
        int last = spans.getLast().getInputIndex() + spans.getLast().getLength() + offset;
        int end = page.text().indexOf('\n', last);
        return new TextRange(
                page.text().lastIndexOf('\n', first - 1) + 1,
                end < 0 ? page.text().length() : end + 1);
    }
}
