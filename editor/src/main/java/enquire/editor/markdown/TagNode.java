package enquire.editor.markdown;

import org.commonmark.node.CustomNode;

/** {@code #tag} in running text. */
final class TagNode extends CustomNode {

    private final String tag;

    TagNode(String tag) {
        this.tag = tag;
    }

    /** Without {@code #}, as written. */
    String tag() {
        return tag;
    }
}
