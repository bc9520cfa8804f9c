package enquire.editor.markdown;

import org.commonmark.node.Block;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Reads a comment that begins with a line that starts with {@code %%} and goes to one that ends
 * with it, past blank lines, lists and headings. One without an end is shown, for a page must not
 * seem to stop where somebody typed two percent signs.
 */
final class CommentBlockParser extends AbstractBlockParser {

    private static final String FENCE = "%%";

    /** Four columns are an indented code block (CommonMark, section 4.4). */
    private static final int CODE_INDENT = 4;

    static final BlockParserFactory FACTORY =
            new AbstractBlockParserFactory() {
                @Override
                public BlockStart tryStart(ParserState state, MatchedBlockParser _matched) {
                    String line = rest(state.getLine().getContent(), state.getNextNonSpaceIndex());
                    // With its end on the same line it is part of a paragraph.
                    boolean opens =
                            state.getIndent() < CODE_INDENT
                                    && line.startsWith(FENCE)
                                    && line.indexOf('%', FENCE.length()) < 0;
                    return opens
                            ? BlockStart.of(new CommentBlockParser())
                                    .atIndex(state.getNextNonSpaceIndex())
                            : BlockStart.none();
                }
            };

    private final CommentBlock block = new CommentBlock();
    private final StringBuilder literal = new StringBuilder();
    private boolean opening = true;
    private boolean closed;

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        if (closed) {
            return BlockContinue.none();
        }
        closed = rest(state.getLine().getContent(), state.getIndex()).endsWith(FENCE);
        return BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine line) {
        String content = line.getContent().toString().stripTrailing();
        if (opening) {
            opening = false;
            content = content.substring(content.indexOf(FENCE) + FENCE.length());
        }
        literal.append(closed ? content.substring(0, content.length() - FENCE.length()) : content)
                .append('\n');
    }

    @Override
    public void closeBlock() {
        block.set(WikiMarks.restore(literal.toString().strip(), false), closed);
    }

    private static String rest(CharSequence line, int from) {
        return line.subSequence(Math.min(from, line.length()), line.length()).toString().strip();
    }
}
