package enquire.editor.markdown;

import java.util.Optional;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Cuts a tree off after so many characters, wherever in it that is. One use, one thread. */
final class Excerpt {

    /** What any node counts beside its text, so that a table of empty cells has an end too. */
    private static final int NODE_CHARS = 2;

    private int left;

    private Excerpt(int chars) {
        this.left = chars;
    }

    /** Changes the tree. */
    static void cut(Node document, int chars) {
        new Excerpt(chars).cutChildren(document);
    }

    private void cutChildren(Node parent) {
        Node child = parent.getFirstChild();
        while (child != null) {
            Node next = child.getNext();
            if (left <= 0) {
                child.unlink();
            } else {
                left -= NODE_CHARS;
                shorten(child);
                cutChildren(child);
            }
            child = next;
        }
    }

    private void shorten(Node node) {
        switch (node) {
            case Text text -> text.setLiteral(taken(text.getLiteral()));
            case Code code -> code.setLiteral(taken(code.getLiteral()));
            case FencedCodeBlock block -> block.setLiteral(taken(block.getLiteral()));
            case IndentedCodeBlock block -> block.setLiteral(taken(block.getLiteral()));
            case HtmlBlock block -> block.setLiteral(taken(block.getLiteral()));
            case HtmlInline inline -> inline.setLiteral(taken(inline.getLiteral()));
            case MathNode math -> left -= math.literal().length();
            case MathBlock math -> math.setLiteral(taken(math.literal()));
            case WikilinkNode link -> left -= link.shown().length();
            default -> {}
        }
    }

    /** As much of it as there is room for, with a sign that there was more. */
    private String taken(String literal) {
        int room = Math.max(0, left);
        left -= literal.length();
        if (literal.length() <= room) {
            return literal;
        }
        int end = room > 0 && Character.isHighSurrogate(literal.charAt(room - 1)) ? room - 1 : room;
        return literal.substring(0, end).stripTrailing() + "…";
    }

    /** The page's links, but no page is shown inside. */
    record WithoutTransclusions(PageLinks links) implements PageLinks {

        @Override
        public String identity() {
            return links.identity();
        }

        @Override
        public Destination resolve(LinkTarget target) {
            return links.resolve(target);
        }

        @Override
        public Optional<Transclusion> transclusion(LinkTarget target) {
            return Optional.empty();
        }

        @Override
        public String tagUrl(String tag) {
            return links.tagUrl(tag);
        }

        @Override
        public RenderedWords words() {
            return links.words();
        }
    }
}
