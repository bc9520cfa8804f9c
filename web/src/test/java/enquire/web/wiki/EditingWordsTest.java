package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.web.language.Language;
import enquire.web.language.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditingWordsTest {

    private static final Messages ENGLISH = Messages.of(Language.ENGLISH);

    @Test
    void upToThreeAreNamedAndMoreAreCounted() {
        assertEquals("", EditingWords.of(List.of(), ENGLISH));
        assertEquals("Bob is editing now.", EditingWords.of(List.of("Bob"), ENGLISH));
        assertEquals(
                "Bob and Carol are editing now.",
                EditingWords.of(List.of("Bob", "Carol"), ENGLISH));
        assertEquals(
                "Bob, Carol and Alice are editing now.",
                EditingWords.of(List.of("Bob", "Carol", "Alice"), ENGLISH));
        assertEquals(
                "Bob, Carol and 2 others are editing now.",
                EditingWords.of(List.of("Bob", "Carol", "Alice", "Alice 2"), ENGLISH));
    }

    @Test
    void germanHasItsOwnVerbForOneAndForSeveral() {
        Messages german = Messages.of(Language.GERMAN);
        assertEquals("Bob bearbeitet gerade.", EditingWords.of(List.of("Bob"), german));
        assertEquals(
                "Bob und Carol bearbeiten gerade.",
                EditingWords.of(List.of("Bob", "Carol"), german));
        assertEquals(
                "Bob, Carol und 2 weitere bearbeiten gerade.",
                EditingWords.of(List.of("Bob", "Carol", "Alice", "Alice 2"), german));
    }
}
