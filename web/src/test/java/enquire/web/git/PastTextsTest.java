package enquire.web.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.wiki.TakenOutWords;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a page said when something was written. */
class PastTextsTest {

    @Test
    void eachTextIsMadeOnceHoweverManyEditsOneSecondHas() {
        var made = new AtomicInteger();
        var past =
                new PastTexts(
                        500,
                        place -> 7,
                        place -> {
                            made.incrementAndGet();
                            return "text " + place;
                        });

        for (int edit = 0; edit < 500; edit++) {
            assertFalse(isOfBefore(past, "text " + edit, 7));
        }

        assertEquals(500, made.get());
    }

    @Test
    void aTextIsComparedWithItsSecondOrElseWithTheLastBeforeAndTheFirstBehind() {
        String[] texts = {"a", "a █", "a █ b", "a b"};
        long[] seconds = {10, 10, 20, 40};
        var past = new PastTexts(4, place -> seconds[place], place -> texts[place]);

        assertTrue(isOfBefore(past, "a secret", 10));
        assertFalse(isOfBefore(past, "a", 10));
        assertFalse(isOfBefore(past, "a █ c", 10));
        assertTrue(isOfBefore(past, "a secret b", 30), "behind one with marks");
        assertTrue(isOfBefore(past, "a secret b", 15), "between two with marks");
        assertFalse(isOfBefore(past, "a secret b", 50), "behind one without");
        assertFalse(isOfBefore(past, "a secret", 9), "before one without");
    }

    private static boolean isOfBefore(PastTexts past, String text, long second) {
        return past.isOfBefore(PastTexts.sha256(text), TakenOutWords.marks(text), second);
    }
}
