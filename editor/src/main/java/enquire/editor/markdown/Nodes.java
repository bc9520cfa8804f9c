package enquire.editor.markdown;

import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Questions about a node's place in the tree. */
final class Nodes {

    private Nodes() {}

    /** Whether an anchor is already open around the node; anchors cannot be nested. */
    static boolean isInsideLink(Node node) {
        for (Node parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof Link) {
                return true;
            }
        }
        return false;
    }
}
