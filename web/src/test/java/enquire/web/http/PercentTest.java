package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentTest {

    @Test
    void whatIsEncodedDecodesToItself() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                int point = random.nextInt(4) == 0 ? random.nextInt(0x10_000) : random.nextInt(128);
                text.appendCodePoint(
                        Character.getType(point) == Character.SURROGATE ? 0x1F600 : point);
            }
            String encoded = Percent.encode(text.toString());
            assertEquals(text.toString(), Percent.decode(encoded), encoded);
            assertEquals(
                    text.toString(),
                    Form.parse("q=" + Percent.encodeQuery(text.toString())).text("q"),
                    encoded);
        }
    }

    @Test
    void aSlashAndAQuestionMarkDoNotEscape() {
        assertEquals("a%2Fb%3Fc%23d", Percent.encode("a/b?c#d"));
    }

    @Test
    void aPlusIsASpaceInFormsOnly() {
        assertEquals("a b", Form.parse("q=a+b").text("q"));
        assertEquals("a+b", Percent.decode("a+b"));
    }

    @Test
    void tooManyFieldsAreRefused() {
        assertThrows(ProblemException.class, () -> Form.parse("a=1&".repeat(101)));
    }
}
