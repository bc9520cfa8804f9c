package enquire.editor.markdown;

import org.commonmark.node.CustomBlock;

/**
 * A paragraph of nothing but {@code ![[…]]}. Its children are {@link WikilinkNode}s. Only here can
 * a whole page stand: inside a sentence, an embedded page is shown as a link.
 */
final class EmbedBlock extends CustomBlock {}
