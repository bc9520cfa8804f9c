package enquire.editor.markdown;

import java.util.List;
import java.util.Optional;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * Finds links in the source. In a table's cell, commonmark-java counts {@code \|} as one character,
 * so what follows it in the cell stands further on than its source span says.
 */
final class SourcePositions {

    private final String body;
    private final int offset;

    /** Where the last wikilink ended: the next one of the same form is looked for behind it. */
    private int wikilinkEnd;

    SourcePositions(ParsedPage page) {
        this.body = page.body();
        this.offset = page.frontMatter().end();
    }

    Optional<LinkSource> wikilink(WikilinkNode link) {
        List<SourceSpan> spans = link.getSourceSpans();
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        int start = Math.max(spans.getFirst().getInputIndex(), wikilinkEnd);
        int length = link.marked().length();
        if (!body.startsWith(link.marked(), start)) {
            int found = body.indexOf(link.marked(), start);
            if (found < 0 || body.indexOf('\n', start, found) >= 0) {
                return Optional.empty();
            }
            start = found;
        }
        wikilinkEnd = start + length;
        return Optional.of(
                new LinkSource(
                        range(start, start + length),
                        Optional.of(name(link, start)),
                        heading(link, start)));
    }

    /** For {@code [label](path)} and {@code ![alt](path)}, also over several lines. */
    LinkSource link(Node link) {
        List<SourceSpan> spans = link.getSourceSpans();
        int start = spans.getFirst().getInputIndex();
        int end = spans.getLast().getInputIndex() + spans.getLast().getLength();
        int labelEnd = start + 1;
        Node last = link.getLastChild();
        if (last != null && !last.getSourceSpans().isEmpty()) {
            SourceSpan span = last.getSourceSpans().getLast();
            labelEnd = span.getInputIndex() + span.getLength();
        }
        int open = body.indexOf("](", Math.min(labelEnd, end), end);
        return open < 0
                ? new LinkSource(range(start, end), Optional.empty(), Optional.empty())
                : destination(start, open + 2, end);
    }

    private TextRange name(WikilinkNode link, int start) {
        String marked = link.marked();
        int from = link.embed() ? 3 : 2;
        int to = from;
        while (to < marked.length() - 2 && "#|\\".indexOf(marked.charAt(to)) < 0) {
            to++;
        }
        return stripped(marked, start, from, to);
    }

    /** Behind the last {@code #}: {@code [[Page#Part#Chapter]]} names the chapter. */
    private Optional<TextRange> heading(WikilinkNode link, int start) {
        String marked = link.marked();
        int to = marked.indexOf('|');
        int escaped = marked.indexOf("\\" + WikiMarks.PIPE);
        to = to < 0 || escaped >= 0 && escaped < to ? escaped : to;
        to = to < 0 ? marked.length() - 2 : to;
        int hash = marked.lastIndexOf('#', to - 1);
        return hash < 0 ? Optional.empty() : Optional.of(stripped(marked, start, hash + 1, to));
    }

    private TextRange stripped(String marked, int start, int first, int last) {
        int from = first;
        int to = last;
        while (from < to && Character.isWhitespace(marked.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(marked.charAt(to - 1))) {
            to--;
        }
        return range(start + from, start + to);
    }

    /** For {@code [reference]: path}. */
    Optional<LinkSource> definition(LinkReferenceDefinition definition) {
        List<SourceSpan> spans = definition.getSourceSpans();
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        int end = spans.getLast().getInputIndex() + spans.getLast().getLength();
        int colon = spans.getFirst().getInputIndex() + 1;
        while (colon < end && !body.startsWith("]:", colon)) {
            colon += body.charAt(colon) == '\\' ? 2 : 1;
        }
        return Optional.of(destination(spans.getFirst().getInputIndex(), colon + 2, end));
    }

    /** The path, and what follows its {@code #}, up to the title or the end. */
    private LinkSource destination(int start, int open, int end) {
        int from = open;
        while (from < end && Character.isWhitespace(body.charAt(from))) {
            from++;
        }
        boolean bracketed = from < end && body.charAt(from) == '<';
        from += bracketed ? 1 : 0;
        int to = from;
        int hash = -1;
        int depth = 0;
        while (to < end) {
            char c = body.charAt(to);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (bracketed ? c == '>' : depth < 0 || Character.isWhitespace(c)) {
                break;
            }
            hash = hash < 0 && c == '#' ? to : hash;
            to++;
        }
        return new LinkSource(
                range(start, end),
                present(from, hash < 0 ? to : hash),
                hash < 0 ? Optional.empty() : present(hash + 1, to));
    }

    private Optional<TextRange> present(int from, int to) {
        return to > from ? Optional.of(range(from, to)) : Optional.empty();
    }

    private TextRange range(int start, int end) {
        return new TextRange(start + offset, end + offset);
    }
}
