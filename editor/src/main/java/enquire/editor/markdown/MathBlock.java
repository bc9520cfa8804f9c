package enquire.editor.markdown;

import org.commonmark.node.CustomBlock;

/** A formula between two lines of {@code $$}. */
final class MathBlock extends CustomBlock {

    private String literal = "";

    /** In TeX, as written, without the lines of {@code $$}. */
    String literal() {
        return literal;
    }

    void setLiteral(String literal) {
        this.literal = literal;
    }
}
