package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.storage.UnknownVersionException;
import org.junit.jupiter.api.Test;

class TakenOutWordsTest {

    private static final String LEFT = "The key: ██████.\nMind it.\n";

    private static String taken(String text) {
        return TakenOutWords.edit(LEFT, text).apply(LEFT);
    }

    @Test
    void whatStandsForMarksIsNoEdit() {
        assertEquals(LEFT, taken("The key: secret.\nMind it.\n"));
        assertEquals(
                "A: The key: ██████.\nDo mind it.\n", taken("A: The key: secret.\nDo mind it.\n"));
        assertEquals(0, TakenOutWords.size(LEFT, "The key: secret.\nMind it.\n", true));
        assertEquals(4, TakenOutWords.size(LEFT, "The key: secret.\nMind it!!!\n", true));
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
