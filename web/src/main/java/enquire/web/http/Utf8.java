package enquire.web.http;

import enquire.web.language.Speaking;
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
            throw ProblemException.badRequest(Speaking.messages().text("error.notUtf8"));
        }
    }
}
