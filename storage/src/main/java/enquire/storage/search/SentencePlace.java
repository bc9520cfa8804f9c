package enquire.storage.search;

import java.nio.ByteBuffer;
import org.apache.lucene.util.BytesRef;

/**
 * Where a sentence stands in a page's plain text, in UTF-16 units: the text is stored once, however
 * many links it holds.
 *
 * @param labelStart of the link's words, from the sentence's start
 * @param labelEnd behind the link's words, from the sentence's start
 * @param cutBefore whether the sentence began earlier
 * @param cutAfter whether the sentence goes on
 */
record SentencePlace(
        int start, int end, int labelStart, int labelEnd, boolean cutBefore, boolean cutAfter) {

    /** The flags and two numbers of two bytes; a sentence has a few hundred characters. */
    private static final int PAYLOAD_BYTES = 1 + 2 + 2;

    private static final int CUT_BEFORE = 1;
    private static final int CUT_AFTER = 2;

    /** What is kept beside start and end, which the index keeps as the term's offsets. */
    BytesRef payload() {
        var payload = ByteBuffer.allocate(PAYLOAD_BYTES);
        payload.put((byte) ((cutBefore ? CUT_BEFORE : 0) | (cutAfter ? CUT_AFTER : 0)));
        payload.putChar((char) Math.min(labelStart, Character.MAX_VALUE));
        payload.putChar((char) Math.min(labelEnd, Character.MAX_VALUE));
        return new BytesRef(payload.array());
    }

    static SentencePlace of(int start, int end, BytesRef payload) {
        var in = ByteBuffer.wrap(payload.bytes, payload.offset, payload.length);
        int flags = in.get();
        int labelStart = in.getChar();
        int labelEnd = in.getChar();
        return new SentencePlace(
                start,
                end,
                labelStart,
                labelEnd,
                (flags & CUT_BEFORE) != 0,
                (flags & CUT_AFTER) != 0);
    }

    /** The sentence as HTML, escaped, the link's words marked. */
    String html(String plainText) {
        String sentence = plainText.substring(start, end);
        var html = new StringBuilder(cutBefore ? "…" : "");
        Html.escape(sentence, 0, labelStart, html);
        Html.mark(sentence, labelStart, labelEnd, html);
        Html.escape(sentence, labelEnd, sentence.length(), html);
        return html.append(cutAfter ? "…" : "").toString();
    }
}
