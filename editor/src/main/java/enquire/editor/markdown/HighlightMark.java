package enquire.editor.markdown;

import org.commonmark.node.CustomNode;

/** {@code ==} that may begin or end a highlight; gone when the whole page is read. */
final class HighlightMark extends CustomNode {

    static final String LITERAL = "==";

    private final boolean begins;
    private final boolean ends;

    HighlightMark(boolean begins, boolean ends) {
        this.begins = begins;
        this.ends = ends;
    }

    boolean begins() {
        return begins;
    }

    boolean ends() {
        return ends;
    }
}
