package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where words stand is seen without the words. */
class WordPlacesTest {

    @Test
    void eachPlaceIsOneLineWithMarksForTheWords() {
        assertEquals(
                List.of("Safe: ███████.", "Box ███████", "re███████s"),
                WordPlaces.of("Safe: hunter2.\n  Box hunter2\n\nrehunter2s\n", "hunter2"));
        assertEquals(List.of(), WordPlaces.of("Safe.", "hunter2"));
        assertEquals(List.of("x███y"), WordPlaces.of("xa\nby", "a\nb"));
    }

    @Test
    void theWordsAreNotShownBesideAnotherPlaceEither() {
        assertEquals(List.of("███████ or ███████"), WordPlaces.of("hunter2 or hunter2", "hunter2"));
        assertEquals(List.of("███████!"), WordPlaces.of("abababa!", "ababa"));
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        String smile = "\uD83D\uDE00";
        String text = smile.repeat(50) + "hunter2" + smile.repeat(50);
        String side = smile.repeat(30);

        assertEquals(List.of("…" + side + "███████" + side + "…"), WordPlaces.of(text, "hunter2"));
    }

    @Test
    void bothSpellingsAreFoundInTheOrderOfTheText() {
        assertEquals(
                List.of("1 █████!", "2 ████!"),
                WordPlaces.of("1 cafe\u0301!\n2 caf\u00e9!\n", "caf\u00e9"));
    }

    @Test
    void ofManyPlacesTheFirstAreShown() {
        assertEquals(
                WordPlaces.PLACES_MAX, WordPlaces.of("hunter2\n".repeat(99), "hunter2").size());
    }
}
