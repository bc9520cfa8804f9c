package enquire.editor.markdown;

import enquire.editor.markdown.Written.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/**
 * Marks in a tree with source positions who wrote its texts, code among them, labels of links to
 * pages and blocks. What is shown otherwise than it is written, such as a formula or a block of
 * code, is marked with its block only. One use.
 */
final class WrittenMarks extends AbstractVisitor {

    private static final int TENTHS = 10;

    private final Written written;
    private final String pageText;
    private final int offset;
    private final SourcePositions positions;
    private final List<Text> texts = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private final Map<WikilinkNode, int[]> labels = new LinkedHashMap<>();

    private WrittenMarks(ParsedPage page, Written written) {
        this.written = written;
        this.pageText = page.text();
        this.offset = page.frontMatter().end();
        this.positions = new SourcePositions(page);
    }

    /** Changes the tree of {@code page}. */
    static void in(ParsedPage page, Written written) {
        var marks = new WrittenMarks(page, written);
        page.document().accept(marks);
        marks.texts.forEach(marks::split);
        marks.codes.forEach(marks::split);
        marks.labels.forEach(
                (link, label) -> marks.pieces(link.shown(), label).forEach(link::appendChild));
        var blocks = new ArrayList<Node>();
        for (Node node = page.document().getFirstChild(); node != null; node = node.getNext()) {
            blocks.add(node);
        }
        blocks.forEach(marks::wrap);
    }

    @Override
    public void visit(Text text) {
        texts.add(text);
    }

    @Override
    public void visit(Code code) {
        codes.add(code);
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof WikilinkNode link) {
            // Asked for each, in order: where one is found is where the next is looked for.
            Optional<LinkSource> source = positions.wikilink(link);
            source.filter(_source -> !link.embed())
                    .flatMap(found -> TextSource.label(link, found, pageText))
                    .ifPresent(label -> labels.put(link, label));
        } else {
            visitChildren(node);
        }
    }

    private void split(Text text) {
        int[] source = TextSource.positions(text, pageText, offset);
        if (source.length > 0) {
            pieces(text.getLiteral(), source).forEach(text::insertBefore);
            text.unlink();
        }
    }

    private void split(Code code) {
        TextSource.positions(code, pageText, offset)
                .ifPresent(source -> {
                    var shown = new WrittenCode();
                    pieces(code.getLiteral(), source).forEach(shown::appendChild);
                    code.insertBefore(shown);
                    code.unlink();
                });
    }

    /**
     * @param positions where each unit of {@code literal} stands in the page's text
     */
    private List<Node> pieces(String literal, int[] positions) {
        var pieces = new ArrayList<Node>();
        int from = 0;
        while (from < literal.length()) {
            int at = written.stretchAt(positions[from]);
            if (at == written.stretches().size()) {
                pieces.add(new Text(literal.substring(from)));
                break;
            }
            Stretch stretch = written.stretches().get(at);
            int to = from + 1;
            while (to < literal.length()
                    && (positions[to] < stretch.to()
                            || Character.isLowSurrogate(literal.charAt(to)))) {
                to++;
            }
            var node = new WrittenNode(written.writers().get(stretch.writer()), written.prefix());
            node.appendChild(new Text(literal.substring(from, to)));
            pieces.add(node);
            from = to;
        }
        return pieces;
    }

    private void wrap(Node block) {
        List<WrittenBlock.Share> shares = shares(block);
        if (shares.isEmpty()) {
            return;
        }
        var wrapper = new WrittenBlock(shares, written.prefix());
        block.insertBefore(wrapper);
        wrapper.appendChild(block);
    }

    private List<WrittenBlock.Share> shares(Node block) {
        Map<Integer, Integer> units = new TreeMap<>();
        int all = 0;
        for (SourceSpan span : block.getSourceSpans()) {
            int from = span.getInputIndex() + offset;
            int to = from + span.getLength();
            for (int i = written.stretchAt(from); i < written.stretches().size(); i++) {
                Stretch stretch = written.stretches().get(i);
                if (stretch.from() >= to) {
                    break;
                }
                int length = Math.min(to, stretch.to()) - Math.max(from, stretch.from());
                units.merge(stretch.writer(), length, Integer::sum);
                all += length;
            }
        }
        int total = all;
        return units.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(entry ->
                        new WrittenBlock.Share(
                                written.writers().get(entry.getKey()),
                                Math.max(1, Math.round((float) entry.getValue() * TENTHS / total))))
                .toList();
    }
}
