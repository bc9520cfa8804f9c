package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EditingWordsTest {

    @Test
    void upToThreeAreNamedAndMoreAreCounted() {
        assertEquals("", EditingWords.of(List.of()));
        assertEquals("Bob is editing now.", EditingWords.of(List.of("Bob")));
        assertEquals("Bob and Carol are editing now.", EditingWords.of(List.of("Bob", "Carol")));
        assertEquals(
                "Bob, Carol and Dan are editing now.",
                EditingWords.of(List.of("Bob", "Carol", "Dan")));
        assertEquals(
                "Bob, Carol and 2 others are editing now.",
                EditingWords.of(List.of("Bob", "Carol", "Dan", "Eve")));
    }
}
