package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.parser.PostProcessor;

/** Turns paragraphs that hold only embeddings into {@link EmbedBlock}s. */
final class EmbedProcessor implements PostProcessor {

    @Override
    public Node process(Node document) {
        List<Paragraph> alone = new ArrayList<>();
        document.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Paragraph paragraph) {
                        if (holdsOnlyEmbeds(paragraph)) {
                            alone.add(paragraph);
                        }
                    }
                });
        alone.forEach(EmbedProcessor::convert);
        return document;
    }

    private static boolean holdsOnlyEmbeds(Paragraph paragraph) {
        Node node = paragraph.getFirstChild();
        while (node != null) {
            boolean fits = isBreak(node) || node instanceof WikilinkNode link && link.embed();
            if (!fits) {
                return false;
            }
            node = node.getNext();
        }
        return paragraph.getFirstChild() != null;
    }

    private static void convert(Paragraph paragraph) {
        var block = new EmbedBlock();
        block.setSourceSpans(paragraph.getSourceSpans());
        Node node = paragraph.getFirstChild();
        while (node != null) {
            Node next = node.getNext();
            if (!isBreak(node)) {
                block.appendChild(node);
            }
            node = next;
        }
        paragraph.insertBefore(block);
        paragraph.unlink();
    }

    private static boolean isBreak(Node node) {
        return node instanceof SoftLineBreak || node instanceof HardLineBreak;
    }
}
