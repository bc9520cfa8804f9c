package enquire.sync.identity;

import enquire.editor.page.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * What a signature is for. Every signature starts with its purpose, so that one made for one thing
 * never passes for another. The texts are part of the format.
 */
public enum Purpose {
    ROSTER_RECORD("enquire roster record 1"),
    /** Kinds of records, and fields of one, that came later. */
    ROSTER_RECORD_2("enquire roster record 2"),
    /** That a computer is another one of somebody. */
    DEVICE("enquire device 1"),
    STATEMENTS("enquire statements 1"),
    ADDRESSES("enquire addresses 1"),
    OFFERS("enquire offers 1"),
    /** That an attachment is kept for somebody. */
    PROMISE("enquire promise 1");

    private final Bytes prefix;

    Purpose(String text) {
        // The zero byte ends the text: no purpose is the beginning of another.
        this.prefix = Bytes.of((text + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    byte[] before(Bytes message) {
        return Bytes.concat(prefix, message).toArray();
    }
}
