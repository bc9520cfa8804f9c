package enquire.web.command;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Writes what other people wrote to a terminal. Of control characters it lets through line ends,
 * returns and tabs; any other would let a title or a file name move the cursor, colour what
 * follows, or answer for the person who sits there.
 */
final class PlainWriter extends FilterWriter {

    private static final char REPLACEMENT = '\ufffd';

    private PlainWriter(Writer terminal) {
        super(terminal);
    }

    /** Flushes after each line. */
    static PrintWriter over(PrintWriter terminal) {
        return new PrintWriter(new PlainWriter(terminal), true);
    }

    @Override
    public void write(int c) throws IOException {
        super.write(plain((char) c));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        var plain = new StringBuilder(length);
        for (int i = from; i < from + length; i++) {
            plain.append(plain(text.charAt(i)));
        }
        out.append(plain);
    }

    private static char plain(char c) {
        boolean moves = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
        return moves ? REPLACEMENT : c;
    }
}
