package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @Test
    void aRangeIsCutToTheFile() {
        assertEquals(new ByteRange.Part(0, 9), ByteRange.of("bytes=0-9", 100));
        assertEquals(new ByteRange.Part(90, 99), ByteRange.of("bytes=90-1000", 100));
        assertEquals(new ByteRange.Part(90, 99), ByteRange.of("bytes=90-", 100));
        assertEquals(new ByteRange.Part(95, 99), ByteRange.of("bytes=-5", 100));
        assertEquals(new ByteRange.Part(0, 99), ByteRange.of("bytes=-500", 100));
    }

    @Test
    void whatLiesBehindTheFileIsOutside() {
        assertEquals(new ByteRange.Outside(), ByteRange.of("bytes=100-", 100));
        assertEquals(new ByteRange.Outside(), ByteRange.of("bytes=-0", 100));
        assertEquals(new ByteRange.Outside(), ByteRange.of("bytes=0-", 0));
    }

    /** RFC 9110, section 14.2: what cannot be read is passed over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=1",
                "bytes=0-1,3-4",
                "bytes=--5",
                "bytes=-+5",
                "bytes=9-3",
                "bytes=1-99999999999999999999",
                "items=0-1"
            })
    void whatIsNoRangeAsksForTheWhole(String header) {
        assertEquals(new ByteRange.Whole(), ByteRange.of(header, 100));
    }
}
