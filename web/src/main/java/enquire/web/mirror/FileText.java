package enquire.web.mirror;

import enquire.editor.page.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The text of a file as a page has it, and the manner in which its editor writes: with a byte order
 * mark or without, with the line ends of Windows or of others.
 *
 * @param text {@code \n} line ends
 */
record FileText(String text, Manner manner) {

    private static final String MARK = "\ufeff";

    /**
     * @param mark whether the file begins with a byte order mark
     * @param returns whether each line ends with {@code \r\n}
     */
    record Manner(boolean mark, boolean returns) {

        static final Manner PLAIN = new Manner(false, false);

        byte[] bytes(String text) {
            String lines = returns ? text.replace("\n", "\r\n") : text;
            return ((mark ? MARK : "") + lines).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Empty if these bytes are no text in UTF-8. */
    static Optional<FileText> of(byte[] bytes) {
        String raw;
        try {
            raw = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        boolean mark = raw.startsWith(MARK);
        String content = mark ? raw.substring(1) : raw;
        boolean returns = content.contains("\r\n") && content.replace("\r\n", "").indexOf('\n') < 0;
        String text = content.replace("\r\n", "\n").replace('\r', '\n');
        return Optional.of(new FileText(text, new Manner(mark, returns)));
    }

    /**
     * How long this has to stand in a file until it is taken for all of it: it may be the beginning
     * of one of which the rest is not written yet.
     *
     * @param known what its page says now, and what stood in the file before
     */
    Duration settled(List<String> known) {
        if (known.stream().noneMatch(this::isHalfOf)) {
            return Sight.SETTLED;
        }
        return text.isEmpty() ? Sight.SETTLED_EMPTIED : Sight.SETTLED_SHORTENED;
    }

    private boolean isHalfOf(String whole) {
        return text.length() < whole.length() / 2
                || text.length() < whole.length() && whole.startsWith(text);
    }

    /** SHA-256 of the text, however it is written. */
    Bytes sha256() {
        return sha256(text);
    }

    static Bytes sha256(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
