package enquire.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 from outside, which may be broken. */
public final class Utf8 {

    private Utf8() {}

    /**
     * @throws ProblemException 400 if the bytes are no UTF-8
     */
    public static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest(
                    "The text is not valid UTF-8. Nothing was changed; save it as UTF-8 and send"
                            + " it again.");
        }
    }
}
