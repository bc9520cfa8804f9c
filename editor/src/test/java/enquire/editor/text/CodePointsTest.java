package enquire.editor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CodePointsTest {

    @Test
    void aCharacterOutsideOfTheBasicPlaneIsTwoUnitsAndOneCodePoint() {
        var positions = new CodePoints("a😀b");
        assertEquals(0, positions.ofUnits(0));
        assertEquals(1, positions.ofUnits(1));
        assertEquals(2, positions.ofUnits(3));
        assertEquals(3, positions.ofUnits(4));
        assertEquals(3, positions.toUnits(2));
        assertEquals(1, positions.toUnits(1));
        assertEquals(4, positions.toUnits(3));
    }

    @Test
    void aPositionInsideACharacterOrOutsideOfTheTextIsRefused() {
        var positions = new CodePoints("a😀b");
        assertThrows(IllegalArgumentException.class, () -> positions.ofUnits(2));
        assertThrows(IllegalArgumentException.class, () -> positions.ofUnits(-1));
        assertThrows(IllegalArgumentException.class, () -> positions.ofUnits(5));
        assertThrows(IllegalArgumentException.class, () -> positions.toUnits(-1));
        assertThrows(IllegalArgumentException.class, () -> positions.toUnits(4));
        assertEquals(3, positions.ofUnits(4));
    }

    @Test
    void positionsInAnyOrderAgreeWithCountingFromTheStart() {
        var random = new Random(1);
        String text = new RandomText(random).text(300);
        var positions = new CodePoints(text);
        for (int round = 0; round < 1_000; round++) {
            int codePoint = random.nextInt(text.codePointCount(0, text.length()) + 1);
            int unit = text.offsetByCodePoints(0, codePoint);
            if (random.nextBoolean()) {
                assertEquals(unit, positions.toUnits(codePoint));
            } else {
                assertEquals(codePoint, positions.ofUnits(unit));
            }
        }
    }
}
