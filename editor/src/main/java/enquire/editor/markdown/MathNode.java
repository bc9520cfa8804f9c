package enquire.editor.markdown;

import org.commonmark.node.CustomNode;

/** {@code $x^2$} or {@code $$x^2$$} in running text. */
final class MathNode extends CustomNode {

    private final String literal;
    private final boolean display;

    /**
     * @param literal the formula in TeX, as written
     * @param display whether it stands on a line of its own
     */
    MathNode(String literal, boolean display) {
        this.literal = literal;
        this.display = display;
    }

    String literal() {
        return literal;
    }

    boolean display() {
        return display;
    }
}
