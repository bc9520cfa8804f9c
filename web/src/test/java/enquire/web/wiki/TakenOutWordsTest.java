package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.page.Bytes;
import enquire.storage.UnknownVersionException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TakenOutWordsTest {

    private static final String LEFT = "The key: ██████.\nMind it.\n";

    private static final String STOOD = "The key: secret.\nMind it.\n";

    private static String taken(String text) {
        return taken(LEFT, STOOD, text);
    }

    /**
     * @param stood in the file before
     */
    private static String taken(String left, String stood, String text) {
        Bytes sha256 = Bytes.of(stood.getBytes(StandardCharsets.UTF_8)).sha256();
        return TakenOutWords.edit(left, sha256, text).apply(left);
    }

    @Test
    void whatStandsForMarksIsNoEdit() {
        assertEquals(LEFT, taken("The key: secret.\nMind it.\n"));
        assertEquals(
                "A: The key: ██████.\nDo mind it.\n", taken("A: The key: secret.\nDo mind it.\n"));
        assertEquals(0, TakenOutWords.size(LEFT, "The key: secret.\nMind it.\n", true));
        assertEquals(4, TakenOutWords.size(LEFT, "The key: secret.\nMind it!!!\n", true));
    }

    /** The file held the marks themselves, as a bar or a drawing: then they are overwritten. */
    @Test
    void whatIsTypedOverMarksThatStoodInTheFileIsAnEdit() {
        assertEquals(
                "The key: locker.\nMind it.\n", taken(LEFT, LEFT, "The key: locker.\nMind it.\n"));
        assertEquals("The key: lo.\nMind it.\n", taken(LEFT, LEFT, "The key: lo.\nMind it.\n"));
    }

    /** A bar that somebody drew, and words behind it that were taken out. */
    @Test
    void whatMayBeTypedOverMarksIsNeitherDroppedNorTakenForTheWords() {
        String left = "███ half.\nThe key: ██████.\n";
        String stood = "███ half.\nThe key: secret.\n";
        assertEquals(left, taken(left, stood, stood));
        assertEquals("Do: " + left, taken(left, stood, "Do: " + stood));
        assertThrows(
                UnknownVersionException.class,
                () -> taken(left, stood, "One half.\nThe key: secret.\n"));
        assertThrows(
                UnknownVersionException.class,
                () -> taken(left, stood, "One half.\nThe key: ██████.\n"));
        assertEquals("███ half.\nThe key: .\n", taken(left, stood, "███ half.\nThe key: .\n"));
    }

    @Test
    void whereNothingWasTakenOutAMarkIsACharacterLikeAnother() {
        assertEquals(2, TakenOutWords.size("███░", "██░░", false));
    }

    @Test
    void whoDeletesTheWordsDeletesTheMarks() {
        assertEquals("The key: .\nMind it.\n", taken("The key: .\nMind it.\n"));
    }

    @Test
    void whatWasTypedAmongThemCannotBeToldFromThem() {
        assertThrows(
                UnknownVersionException.class,
                () -> taken("The key: sec, I say, ret.\nMind it.\n"));
        assertThrows(UnknownVersionException.class, () -> taken("The key: secret!.\nMind it.\n"));
        assertThrows(UnknownVersionException.class, () -> taken("The key: secr.\nMind it.\n"));
    }
}
