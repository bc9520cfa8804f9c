package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Home", "a/b/c", "Minutes 2026-11-22", "字", "😀", "snake_case", ".hidden"})
    void aTitleIsKeptAsItWasWritten(String title) {
        assertEquals(title, new Title(title).value());
        assertEquals(title, new Title(title).toString());
    }

    @Test
    void whiteSpaceIsTrimmedAndEveryRunOfItBecomesOneSpace() {
        assertEquals("two words", new Title("\t two \u00a0\u2003\n words  ").value());
    }

    @Test
    void whatCanBeComposedIsComposed() {
        assertEquals("\u00e9", new Title("e\u0301").value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "_", " _ _", "/", "a/", "/a", "a//b", "a/ /b"})
    void aTitleWithoutANameIsRefused(String title) {
        assertThrows(InvalidTitleException.class, () -> new Title(title));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/..", "../a", "a/./b", "a/ .. /b"})
    void aTitleThatWouldLeaveItsFolderIsRefused(String title) {
        assertThrows(InvalidTitleException.class, () -> new Title(title));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001cb", "a\u007fb", "a\u0085b", "\u0007"})
    void controlCharactersAreRefused(String title) {
        assertThrows(InvalidTitleException.class, () -> new Title(title));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d", "\ude00a", "\ud83d\ud83d\ude00"})
    void halfACharacterIsRefused(String title) {
        assertThrows(InvalidTitleException.class, () -> new Title(title));
    }

    @Test
    void twoHundredAndFiftyFiveUnitsFitAndOneMoreDoesNot() {
        assertEquals(255, new Title("x".repeat(255)).value().length());
        var thrown = assertThrows(InvalidTitleException.class, () -> new Title("x".repeat(10_000)));
        assertEquals(
                "A title has at most 255 characters; this one has 10,000.", thrown.getMessage());
        assertThrows(InvalidTitleException.class, () -> new Title("😀".repeat(128)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void takingATitleTwiceChangesNothing(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var drawn = new StringBuilder("x");
            for (int i = 0; i < 6; i++) {
                drawn.appendCodePoint(random.nextInt(0x20, 0xd800));
            }
            try {
                var title = new Title(drawn.toString());
                assertEquals(title, new Title(title.value()));
                assertEquals(title.key(), TitleKey.of(title.key().value()));
            } catch (InvalidTitleException e) {
                assertTrue(String.valueOf(e.getMessage()).endsWith("."));
            }
        }
    }
}
