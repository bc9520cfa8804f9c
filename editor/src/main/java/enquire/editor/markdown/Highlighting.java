package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpans;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/**
 * Makes highlights of marks that belong together, and text of all others. A pair lies within one
 * parent: a highlight does not begin in a link and end behind it. Linear.
 */
final class Highlighting implements PostProcessor {

    @Override
    public Node process(Node document) {
        List<HighlightMark> marks = new ArrayList<>();
        document.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(CustomNode node) {
                        if (node instanceof HighlightMark mark) {
                            marks.add(mark);
                        }
                        visitChildren(node);
                    }
                });
        if (!marks.isEmpty()) {
            Map<Node, HighlightMark> begun = new IdentityHashMap<>();
            marks.forEach(mark -> pair(mark, begun));
            Map<Node, Boolean> rest = new IdentityHashMap<>();
            marks.stream()
                    .filter(mark -> mark.getParent() != null)
                    .forEach(mark -> rest.put(mark.getParent(), true));
            rest.keySet().forEach(Highlighting::unmark);
        }
        return document;
    }

    private static void pair(HighlightMark mark, Map<Node, HighlightMark> begun) {
        Node parent = mark.getParent();
        HighlightMark begin = begun.get(parent);
        if (mark.ends() && begin != null) {
            begun.remove(parent);
            wrap(begin, mark);
        } else if (mark.begins()) {
            begun.put(parent, mark); // Of two beginnings the nearer one counts.
        }
    }

    private static void wrap(HighlightMark begin, HighlightMark end) {
        var highlight = new Highlight();
        begin.insertBefore(highlight);
        for (Node node = begin.getNext(); node != end; node = begin.getNext()) {
            highlight.appendChild(node);
        }
        begin.unlink();
        end.unlink();
    }

    /** Joined with what is beside it: an address that ends in such a mark is one text. */
    private static void unmark(Node parent) {
        Node node = parent.getFirstChild();
        while (node != null) {
            List<Node> run = new ArrayList<>();
            boolean marked = false;
            for (; node instanceof Text || node instanceof HighlightMark; node = node.getNext()) {
                run.add(node);
                marked |= node instanceof HighlightMark;
            }
            if (marked) {
                join(run);
            }
            node = node == null ? null : node.getNext();
        }
    }

    private static void join(List<Node> run) {
        var literal = new StringBuilder();
        run.forEach(node ->
                literal.append(
                        node instanceof Text text ? text.getLiteral() : HighlightMark.LITERAL));
        var joined = new Text(literal.toString());
        var spans = new SourceSpans();
        spans.addAllFrom(run);
        joined.setSourceSpans(spans.getSourceSpans());
        run.getFirst().insertBefore(joined);
        run.forEach(Node::unlink);
    }
}
