package enquire.editor.markdown;

import enquire.editor.markdown.Written.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/**
 * Marks in a tree with source positions who wrote its texts and its blocks. What is no plain text,
 * such as code or the label of a link to a page, is marked with its block only. One use.
 */
final class WrittenMarks extends AbstractVisitor {

    private static final int TENTHS = 10;

    private final Written written;
    private final String pageText;
    private final int offset;
    private final List<Text> texts = new ArrayList<>();

    private WrittenMarks(Written written, String pageText, int offset) {
        this.written = written;
        this.pageText = pageText;
        this.offset = offset;
    }

    /** Changes the tree of {@code page}. */
    static void in(ParsedPage page, Written written) {
        var marks = new WrittenMarks(written, page.text(), page.frontMatter().end());
        page.document().accept(marks);
        marks.texts.forEach(marks::split);
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

    private void split(Text text) {
        int[] positions = TextSource.positions(text, pageText, offset);
        String literal = text.getLiteral();
        if (positions.length == 0) {
            return;
        }
        int from = 0;
        Node last = text;
        while (from < literal.length()) {
            int at = written.stretchAt(positions[from]);
            if (at == written.stretches().size()) {
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
            last.insertAfter(node);
            last = node;
            from = to;
        }
        if (from < literal.length()) {
            last.insertAfter(new Text(literal.substring(from)));
        }
        text.unlink();
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
