package enquire.editor.markdown;

import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;

/** A block quote that begins with {@code [!NOTE]}. Its children are its body. */
final class AlertNode extends CustomBlock {

    private final AlertKind kind;
    private final Node title;

    /**
     * @param title a node whose children are the inline content of the title; no part of the tree
     */
    AlertNode(AlertKind kind, Node title) {
        this.kind = kind;
        this.title = title;
    }

    AlertKind kind() {
        return kind;
    }

    Node title() {
        return title;
    }
}
