package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBytesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "The red boat.", "我是北京大学生 😀", "\0\n\t"})
    void aTextIsReadBackAsItWas(String text) throws IOException {
        assertEquals(text, TextBytes.text(TextBytes.of(text)));
    }

    @Test
    void aLongTextTakesLessRoom() throws IOException {
        String text = "The red boat sails to the harbour. ".repeat(10_000);

        assertEquals(text, TextBytes.text(TextBytes.of(text)));
        assertTrue(TextBytes.of(text).length < text.length() / 10);
    }
}
