package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageIdTest {

    private static final WikiId WIKI = new WikiId(Bytes.of(new byte[32]));
    private static final WikiId OTHER_WIKI = new WikiId(Bytes.of(new byte[32]).sha256());

    @Test
    void everybodyDerivesTheSameIdForATitle() {
        var id = PageId.derive(WIKI, TitleKey.of("Minutes"));
        assertEquals("50a45fec-eadb-406a-ba1a-a8a1214b2e1e", id.toString());
        assertEquals(id, PageId.derive(WIKI, TitleKey.of("MINUTES")));
        assertNotEquals(id, PageId.derive(WIKI, TitleKey.of("Minute")));
        assertNotEquals(id, PageId.derive(OTHER_WIKI, TitleKey.of("Minutes")));
    }

    @Test
    void everyIdIsShapedAsAUuidOfVersionFour() {
        var random = new Random(1);
        for (int i = 0; i < 100; i++) {
            for (var id :
                    new PageId[] {
                        PageId.random(random), PageId.derive(WIKI, TitleKey.of("" + i))
                    }) {
                assertEquals(4, id.value().version());
                assertEquals(2, id.value().variant());
                assertEquals(id, PageId.parse(id.toString()));
                assertEquals(id, PageId.of(id.toBytes()));
            }
        }
    }

    @Test
    void idsAreOrderedByTheirBytesWithoutSign() {
        var low = PageId.parse("00000000-0000-4000-8000-000000000000");
        var high = PageId.parse("f0000000-0000-4000-8000-000000000000");
        assertTrue(low.compareTo(high) < 0);
        assertTrue(high.compareTo(low) > 0);
        assertEquals(0, low.compareTo(low));
    }

    @Test
    void theShortFormIsTheFirstFourLetters() {
        assertEquals("k3f9".length(), PageId.random(new Random(2)).shortForm().length());
        assertEquals("f012", PageId.parse("f0123456-0000-4000-8000-000000000000").shortForm());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Minutes", "1-1-1-1-1", "f0123456-0000-4000-8000-00000000000g"})
    void whatIsNoIdIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PageId.parse(text));
    }

    @Test
    void anotherNumberOfBytesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PageId.of(Bytes.of(new byte[15])));
    }
}
