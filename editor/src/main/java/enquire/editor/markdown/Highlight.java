package enquire.editor.markdown;

import org.commonmark.node.CustomNode;

/** {@code ==what stands out==}. */
final class Highlight extends CustomNode {}
