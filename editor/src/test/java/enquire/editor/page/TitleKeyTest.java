package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitleKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Two Words", "two words", "TWO_WORDS", "  two \t words ", "_two__words_"})
    void caseSpacesAndUnderscoresDoNotCount(String title) {
        assertEquals("two words", TitleKey.of(title).value());
    }

    @Test
    void composedAndDecomposedLettersAreTheSame() {
        assertEquals(TitleKey.of("Caf\u00e9"), TitleKey.of("CAFE\u0301"));
    }

    @Test
    void differentTitlesStayDifferent() {
        assertNotEquals(TitleKey.of("two words"), TitleKey.of("twowords"));
        assertNotEquals(TitleKey.of("cafe"), TitleKey.of("caf\u00e9"));
        assertNotEquals(TitleKey.of("a/b"), TitleKey.of("a b"));
    }

    @Test
    void theLanguageOfTheComputerDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr"));
            assertEquals("title", TitleKey.of("TITLE").value());
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"a/b/Last One, last one", "Only, only", "a/b, b"})
    void theLastSegmentIsWhatFollowsTheLastSlash(String title, String last) {
        assertEquals(last, TitleKey.of(title).lastSegment().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a//b", "a\u0000b", "\ud83d"})
    void evenAnImpossibleTitleHasAKey(String title) {
        assertEquals(TitleKey.of(title), TitleKey.of(TitleKey.of(title).value()));
    }
}
