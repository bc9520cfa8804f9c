package enquire.web.vault;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * XML in UTF-8 in which nothing but text is long: the JDK's reader holds a tag, a comment, an
 * instruction or a CDATA section whole, and a compressed file of a few megabytes can hold one of a
 * gigabyte. One thread.
 */
final class BoundedMarkup extends FilterInputStream {

    /**
     * Of one tag, comment or section, in bytes; of a dump, tags have some hundred and there are no
     * others. (A guess: a page as a CDATA section, as other programs may write it.)
     */
    static final int BYTES_MAX = 16 * 1024 * 1024;

    /** What is being read: it ends with the last of its bytes. */
    private enum Part {
        TEXT(""),
        TAG(">"),
        INSTRUCTION("?>"),
        COMMENT("-->"),
        SECTION("]]>");

        private final String end;

        Part(String end) {
            this.end = end;
        }
    }

    private final StringBuilder last = new StringBuilder();
    private Part part = Part.TEXT;
    private int quote;
    private int bytes;

    BoundedMarkup(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            look(read);
        }
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        for (int i = 0; i < read; i++) {
            look(into[offset + i] & 0xff);
        }
        return read;
    }

    private void look(int next) throws IOException {
        if (part == Part.TEXT) {
            if (next == '<') {
                begin(Part.TAG);
            }
            return;
        }
        if (++bytes > BYTES_MAX) {
            throw new IOException("a tag, a comment or a section of it is far too long");
        }
        if (part == Part.TAG && quote != 0) {
            quote = next == quote ? 0 : quote;
            return;
        }
        remember(next);
        if (part == Part.TAG && bytes == 1 && next == '?') {
            begin(Part.INSTRUCTION);
        } else if (part == Part.TAG && bytes == 3 && last.toString().equals("!--")) {
            begin(Part.COMMENT);
        } else if (part == Part.TAG && bytes == 8 && last.toString().equals("![CDATA[")) {
            begin(Part.SECTION);
        } else if (part == Part.TAG && (next == '"' || next == '\'')) {
            quote = next;
        } else if (last.toString().endsWith(part.end)) {
            begin(Part.TEXT);
        }
    }

    private void begin(Part begun) {
        part = begun;
        bytes = 0;
        quote = 0;
        last.setLength(0);
    }

    /** As many as the longest word that is looked for. */
    private void remember(int next) {
        if (last.length() == 8) {
            last.deleteCharAt(0);
        }
        last.append((char) next);
    }
}
