package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import java.util.Optional;

/** Frames of peers. */
public final class MessageFuzz {

    private MessageFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Message message;
        try {
            message = MessageCodec.decode(Bytes.of(input));
        } catch (ProtocolException e) {
            greeting(Bytes.of(input))
                    .ifPresent(read -> {
                        throw new AssertionError("only a greeting reads it");
                    });
            return; // What it is for.
        }
        greeting(Bytes.of(input))
                .filter(read -> !read.equals(message))
                .ifPresent(read -> {
                    throw new AssertionError("a greeting reads it otherwise");
                });
        if (!MessageCodec.decode(MessageCodec.encode(message)).equals(message)) {
            throw new AssertionError("it reads otherwise when it is written again");
        }
    }

    private static Optional<Message> greeting(Bytes frame) {
        try {
            return Optional.of(MessageCodec.decodeGreeting(frame));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }
}
