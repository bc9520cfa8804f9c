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
 * Reads a formula that begins with a line of nothing but {@code $$} and goes to the next, or to a
 * line that ends with it. Within it no line is a list or a heading. One without an end goes to the
 * end of what it stands in, as a fenced block does.
 */
final class MathBlockParser extends AbstractBlockParser {

    private static final String FENCE = "$$";

    /** Four columns are an indented code block (CommonMark, section 4.4). */
    private static final int CODE_INDENT = 4;

    static final BlockParserFactory FACTORY =
            new AbstractBlockParserFactory() {
                @Override
                public BlockStart tryStart(ParserState state, MatchedBlockParser _matched) {
                    CharSequence line = state.getLine().getContent();
                    boolean opens =
                            state.getIndent() < CODE_INDENT
                                    && rest(line, state.getNextNonSpaceIndex()).equals(FENCE);
                    return opens
                            ? BlockStart.of(new MathBlockParser()).atIndex(line.length())
                            : BlockStart.none();
                }
            };

    private final MathBlock block = new MathBlock();
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
        String line = rest(state.getLine().getContent(), state.getIndex());
        if (line.equals(FENCE)) {
            return BlockContinue.finished();
        }
        closed = line.endsWith(FENCE);
        return BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine line) {
        if (opening) {
            opening = false; // What is left of the line of $$: nothing.
            return;
        }
        String content = line.getContent().toString().stripTrailing();
        literal.append(closed ? content.substring(0, content.length() - FENCE.length()) : content)
                .append('\n');
    }

    @Override
    public void closeBlock() {
        block.setLiteral(WikiMarks.restore(literal.toString().strip(), false));
    }

    private static String rest(CharSequence line, int from) {
        return line.subSequence(Math.min(from, line.length()), line.length()).toString().strip();
    }
}
