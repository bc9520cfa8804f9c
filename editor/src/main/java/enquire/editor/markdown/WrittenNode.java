package enquire.editor.markdown;

import org.commonmark.node.CustomNode;

/** Text that one person wrote. */
final class WrittenNode extends CustomNode {

    private final Written.Writer writer;
    private final String prefix;

    WrittenNode(Written.Writer writer, String prefix) {
        this.writer = writer;
        this.prefix = prefix;
    }

    /** Of the names of classes. */
    String prefix() {
        return prefix;
    }

    Written.Writer writer() {
        return writer;
    }
}
