package enquire.editor.markdown;

import org.commonmark.node.CustomNode;

/** Code within a line, whose children say who wrote which part of it. */
final class WrittenCode extends CustomNode {}
