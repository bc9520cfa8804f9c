package enquire.editor.markdown;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Gives everything that is no wikilink the characters back that {@link WikiMarks} replaced. */
final class MarkRestorer extends AbstractVisitor {

    private boolean inTable;

    @Override
    public void visit(Text text) {
        text.setLiteral(restored(text.getLiteral()));
    }

    @Override
    public void visit(Code code) {
        code.setLiteral(restored(code.getLiteral()));
    }

    @Override
    public void visit(FencedCodeBlock block) {
        block.setLiteral(restored(block.getLiteral()));
        block.setInfo(restored(block.getInfo()));
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        block.setLiteral(restored(block.getLiteral()));
    }

    @Override
    public void visit(HtmlBlock block) {
        block.setLiteral(restored(block.getLiteral()));
    }

    @Override
    public void visit(HtmlInline inline) {
        inline.setLiteral(restored(inline.getLiteral()));
    }

    @Override
    public void visit(Link link) {
        link.setDestination(restored(link.getDestination()));
        link.setTitle(restored(link.getTitle()));
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        image.setDestination(restored(image.getDestination()));
        image.setTitle(restored(image.getTitle()));
        visitChildren(image);
    }

    @Override
    public void visit(CustomNode node) {
        boolean before = inTable;
        inTable |= node instanceof TableCell;
        visitChildren(node);
        inTable = before;
    }

    private @Nullable String restored(@Nullable String text) {
        return text == null ? null : WikiMarks.restore(text, inTable);
    }
}
