package enquire.editor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextDiffTest {

    @Test
    void aWordInsertedIntoALineIsAllThatChanges() {
        var change = TextChange.between("one two three\n", "zero one two three\n");

        assertEquals(List.of(new TextChange.Replacement(0, 0, "zero ")), change.replacements());
    }

    @Test
    void wordsReplacedInSeveralLinesLeaveTheRestAlone() {
        var change = TextChange.between("a b c\nsame\nd e f\n", "a x c\nsame\nd y f\n");

        assertEquals(
                List.of(
                        new TextChange.Replacement(2, 3, "x"),
                        new TextChange.Replacement(13, 14, "y")),
                change.replacements());
    }
}
