package enquire.storage.search;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteArrayDataOutput;
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

    /** Two numbers of at most five bytes each, and the flags. */
    private static final int PAYLOAD_BYTES_MAX = 11;

    private static final int CUT_BEFORE = 1;
    private static final int CUT_AFTER = 2;

    /** What is kept beside start and end, which the index keeps as the term's offsets. */
    BytesRef payload() {
        byte[] bytes = new byte[PAYLOAD_BYTES_MAX];
        var out = new ByteArrayDataOutput(bytes);
        out.writeByte((byte) ((cutBefore ? CUT_BEFORE : 0) | (cutAfter ? CUT_AFTER : 0)));
        out.writeVInt(labelStart);
        out.writeVInt(labelEnd);
        return new BytesRef(bytes, 0, out.getPosition());
    }

    static SentencePlace of(int start, int end, BytesRef payload) {
        var in = new ByteArrayDataInput(payload.bytes, payload.offset, payload.length);
        int flags = in.readByte();
        int labelStart = in.readVInt();
        int labelEnd = in.readVInt();
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
