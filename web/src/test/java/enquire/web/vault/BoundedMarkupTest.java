package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an XML reader would hold whole is bounded; text is not. */
class BoundedMarkupTest {

    private static long read(String before, String many, String after) throws IOException {
        String filling = many.repeat(BoundedMarkup.BYTES_MAX / many.length() + 1);
        List<InputStream> parts = List.of(bytes(before), bytes(filling), bytes(after));
        try (var in = new BoundedMarkup(new SequenceInputStream(Collections.enumeration(parts)))) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a><!-- ", "<a><![CDATA[", "<a b=\"", "<a b='\"", "<?a ", "<!--->"})
    void aPartThatIsHeldWholeIsBounded(String before) {
        assertThrows(IOException.class, () -> read(before, "x > ", ""));
    }

    @Test
    void textMayBeOfAnyLength() throws IOException {
        String before = "<a b='>'><!-- <b -- > --><![CDATA[ <c ]] > ]]>";
        long expected = before.length() + BoundedMarkup.BYTES_MAX / 4 * 4 + 4 + 4;
        assertEquals(expected, read(before, "x > ", "</a>"));
    }
}
