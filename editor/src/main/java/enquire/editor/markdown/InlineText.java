package enquire.editor.markdown;

import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** What a reader sees of inline content, without markup: for slugs, alternative texts, titles. */
final class InlineText extends AbstractVisitor {

    private final StringBuilder out = new StringBuilder();

    /** The text of everything inside {@code parent}. */
    static String of(Node parent) {
        var visitor = new InlineText();
        visitor.visitChildren(parent);
        return visitor.out.toString();
    }

    /** The text of one node with what is inside it. */
    static String ofNode(Node node) {
        var visitor = new InlineText();
        node.accept(visitor);
        return visitor.out.toString();
    }

    @Override
    public void visit(Text text) {
        out.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        out.append(code.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak softLineBreak) {
        out.append(' ');
    }

    @Override
    public void visit(HardLineBreak hardLineBreak) {
        out.append(' ');
    }

    @Override
    public void visit(CustomNode node) {
        switch (node) {
            case WikilinkNode link -> out.append(link.shown());
            case MathNode math -> out.append(math.literal());
            case TagNode tag -> out.append('#').append(tag.tag());
            case FootnoteReference _reference -> {} // Its number is no part of the text.
            default -> visitChildren(node);
        }
    }
}
