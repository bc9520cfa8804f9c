package enquire.sync.protocol;

import enquire.editor.page.Bytes;

/** Frames of peers. */
public final class MessageFuzz {

    private MessageFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Message message;
        try {
            message = MessageCodec.decode(Bytes.of(input));
        } catch (ProtocolException e) {
            return; // What it is for.
        }
        if (!MessageCodec.decode(MessageCodec.encode(message)).equals(message)) {
            throw new AssertionError("it reads otherwise when it is written again");
        }
    }
}
