package enquire.editor.markdown;

import java.util.List;
import org.commonmark.node.CustomBlock;

/** A block that stands in no other, and who wrote it. */
final class WrittenBlock extends CustomBlock {

    /**
     * @param tenths how much of the block is by this writer, at least 1
     */
    record Share(Written.Writer writer, int tenths) {}

    private final List<Share> shares;

    private final String prefix;

    WrittenBlock(List<Share> shares, String prefix) {
        this.shares = List.copyOf(shares);
        this.prefix = prefix;
    }

    /** Of the names of classes. */
    String prefix() {
        return prefix;
    }

    /** Who wrote most first. */
    List<Share> shares() {
        return shares;
    }
}
