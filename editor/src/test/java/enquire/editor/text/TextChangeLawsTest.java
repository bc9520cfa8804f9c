package enquire.editor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of changes, on random texts with emoji, combining marks and line breaks. */
class TextChangeLawsTest {

    private static final int ROUNDS = 400;

    private interface Law {
        void check(RandomText draw, String text) throws IOException;
    }

    private static void holds(long seed, Law law) throws IOException {
        var random = new Random(seed);
        var draw = new RandomText(random);
        for (int round = 0; round < ROUNDS; round++) {
            law.check(draw, draw.text(random.nextInt(20)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void twoOrdersOfOneMergeMakeOneText(long seed) throws IOException {
        holds(
                seed,
                (draw, text) -> {
                    var a = draw.change(text, 4);
                    var b = draw.change(text, 4);
                    assertEquals(
                            a.compose(b.mapOver(a, false)).apply(text),
                            b.compose(a.mapOver(b, true)).apply(text));
                    assertFalse(b.mapOver(a, false).splitsSurrogatePair(a.apply(text)));
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void composingIsApplyingOneAfterTheOther(long seed) throws IOException {
        holds(
                seed,
                (draw, text) -> {
                    var a = draw.change(text, 4);
                    var b = draw.change(a.apply(text), 4);
                    var c = draw.change(b.apply(a.apply(text)), 4);
                    var composed = a.compose(b).compose(c);
                    assertEquals(c.apply(b.apply(a.apply(text))), composed.apply(text));
                    assertEquals(composed.apply(text), a.compose(b.compose(c)).apply(text));
                    assertEquals(composed.lengthAfter(), composed.apply(text).length());
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theInverseTakesAChangeBack(long seed) throws IOException {
        holds(
                seed,
                (draw, text) -> {
                    var a = draw.change(text, 4);
                    assertEquals(text, a.invert(text).apply(a.apply(text)));
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyFormReadsBackAsWhatWasWritten(long seed) throws IOException {
        holds(
                seed,
                (draw, text) -> {
                    var a = draw.change(text, 4);
                    assertEquals(a, TextChange.fromJson(a.toJson()));
                    assertEquals(a, TextChange.of(text.length(), a.replacements()));
                    var stored = new ByteArrayOutputStream();
                    a.writeTo(new DataOutputStream(stored));
                    var in = new ByteArrayInputStream(stored.toByteArray());
                    assertEquals(a, TextChange.readFrom(new DataInputStream(in)));
                    assertEquals(0, in.available());
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theDifferenceOfTwoTextsLeadsFromOneToTheOther(long seed) throws IOException {
        holds(
                seed,
                (draw, text) -> {
                    String other = draw.change(text, 3).apply(text);
                    var difference = TextChange.between(text, other);
                    assertEquals(other, difference.apply(text));
                    assertFalse(difference.splitsSurrogatePair(text));
                    assertEquals(text.equals(other), difference.isEmpty());
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void positionsOfKeptTextStayWithIt(long seed) throws IOException {
        holds(
                seed,
                (draw, text) -> {
                    var a = draw.change(text, 4);
                    String after = a.apply(text);
                    int at = 0;
                    for (var replacement : a.replacements()) {
                        for (int i = at; i < replacement.from(); i++) {
                            assertEquals(text.charAt(i), after.charAt(a.mapPosition(i, 1)));
                        }
                        at = replacement.to();
                    }
                    assertEquals(after.length(), a.mapPosition(text.length(), 1));
                });
    }
}
