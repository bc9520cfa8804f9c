package enquire.editor.markdown;

import org.commonmark.node.CustomNode;

/** {@code %%what only its writers read%%} in running text. */
final class CommentNode extends CustomNode {

    private final String literal;

    CommentNode(String literal) {
        this.literal = literal;
    }

    /** As written, between the marks. */
    String literal() {
        return literal;
    }
}
