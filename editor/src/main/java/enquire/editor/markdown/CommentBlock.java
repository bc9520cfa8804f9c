package enquire.editor.markdown;

import org.commonmark.node.CustomBlock;

/** Lines from one that begins with {@code %%} to one that ends with it. */
final class CommentBlock extends CustomBlock {

    private String literal = "";
    private boolean closed;

    /** As written, without the marks around it. */
    String literal() {
        return literal;
    }

    /** Whether it has an end; one without hides nothing. */
    boolean closed() {
        return closed;
    }

    void set(String literal, boolean closed) {
        this.literal = literal;
        this.closed = closed;
    }
}
