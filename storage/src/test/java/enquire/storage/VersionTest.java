package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VersionTest {

    private static Heads heads(int count) {
        List<ChangeHash> hashes =
                IntStream.range(0, count)
                        .mapToObj(i -> new ChangeHash(Person.bytes("change " + i).sha256()))
                        .toList();
        return Heads.of(hashes);
    }

    @Test
    void aTokenNamesItsVersion() {
        for (Version version :
                List.of(
                        new Version(heads(1), 0),
                        new Version(heads(2), 1),
                        new Version(heads(64), Long.MAX_VALUE))) {
            assertEquals(Optional.of(version), Version.parse(version.token()));
            assertTrue(version.token().length() <= Version.TOKEN_CHARS_MAX);
        }
    }

    @Test
    void aJournalPositionIsNeverNegative() {
        String token = new Version(heads(1), 0).token();

        assertEquals(Optional.empty(), Version.parse(token + ".-5"));
        assertEquals(Optional.empty(), Version.parse(token + ".0"));
        assertEquals(Optional.empty(), Version.parse(token + "."));
        assertThrows(IllegalArgumentException.class, () -> new Version(heads(1), -5));
    }

    @Test
    void aTokenOfMoreHeadsThanAHeaderCarriesIsNotRead() {
        assertEquals(Optional.empty(), Version.parse(new Version(heads(80), 0).token()));
    }
}
