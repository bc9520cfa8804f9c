package enquire.editor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextChangeTest {

    private static TextChange replace(String text, int from, int to, String insert) {
        return TextChange.replace(text.length(), from, to, insert);
    }

    @Test
    void whatIsNotReplacedIsKept() {
        var change =
                TextChange.of(
                        13,
                        List.of(
                                new TextChange.Replacement(0, 3, "1"),
                                new TextChange.Replacement(8, 8, "2"),
                                new TextChange.Replacement(9, 13, "")));
        assertEquals("1 two 2t", change.apply("one two three".substring(0, 13)).substring(0, 8));
        assertEquals("3:1 5 0:1 1 4:0", change.toString());
        assertEquals(8, change.lengthAfter());
    }

    @Test
    void anInsertionInsideADeletedRangeIsKept() {
        String base = "one two three";
        var mine = replace(base, 5, 5, "!"); // one t!wo three
        var theirs = replace(base, 4, 8, ""); // one three

        var moved = mine.mapOver(theirs, false);

        assertEquals("one !three", moved.apply(theirs.apply(base)));
    }

    @Test
    void ofTwoInsertionsAtOnePlaceTheCallerSaysWhichComesFirst() {
        var mine = replace("ab", 1, 1, "M");
        var theirs = replace("ab", 1, 1, "T");
        assertEquals("aTMb", mine.mapOver(theirs, false).apply("aTb"));
        assertEquals("aMTb", mine.mapOver(theirs, true).apply("aTb"));
    }

    @Test
    void replacementsThatOverlapOrLieOutsideAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> TextChange.replace(3, 2, 4, ""));
        assertThrows(IllegalArgumentException.class, () -> TextChange.replace(3, 2, 1, ""));
        assertThrows(IllegalArgumentException.class, () -> TextChange.replace(3, -1, 1, ""));
        var overlapping =
                List.of(
                        new TextChange.Replacement(0, 2, "a"),
                        new TextChange.Replacement(1, 3, "b"));
        assertThrows(IllegalArgumentException.class, () -> TextChange.of(3, overlapping));
    }

    @Test
    void aTextOfAnotherLengthIsRefused() {
        var change = TextChange.unchanged(3);
        assertThrows(IllegalArgumentException.class, () -> change.apply("four"));
        assertThrows(IllegalArgumentException.class, () -> change.invert("four"));
        assertThrows(IllegalArgumentException.class, () -> change.compose(TextChange.unchanged(4)));
        assertThrows(
                IllegalArgumentException.class,
                () -> change.mapOver(TextChange.unchanged(4), true));
        assertThrows(IllegalArgumentException.class, () -> change.mapPosition(4, 1));
    }

    @Test
    void aTextOfTheLargestLengthIsTakenAndOneUnitMoreIsNot() {
        assertEquals(1 << 24, TextChange.unchanged(TextChange.LENGTH_MAX).lengthAfter());
        assertThrows(
                IllegalArgumentException.class,
                () -> TextChange.unchanged(TextChange.LENGTH_MAX + 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> TextChange.replace(TextChange.LENGTH_MAX, 0, 0, "x"));
    }

    @Test
    void halfACharacterCannotBeInsertedOrCutOff() {
        assertThrows(IllegalArgumentException.class, () -> TextChange.replace(0, 0, 0, "\ud83d"));
        assertTrue(replace("😀", 1, 1, "x").splitsSurrogatePair("😀"));
        assertTrue(replace("😀", 0, 1, "").splitsSurrogatePair("😀"));
        assertTrue(replace("😀", 1, 2, "").splitsSurrogatePair("😀"));
        assertFalse(replace("😀", 0, 2, "").splitsSurrogatePair("😀"));
        assertFalse(replace("😀😀", 2, 2, "x").splitsSurrogatePair("😀😀"));
    }

    @Test
    void theJsonIsThatOfCodeMirror() {
        var change =
                TextChange.of(
                        9,
                        List.of(
                                new TextChange.Replacement(2, 3, "one\ntwo"),
                                new TextChange.Replacement(5, 7, "")));
        List<Object> json = List.of(2, List.of(1, "one", "two"), 2, List.of(2), 2);
        assertEquals(json, change.toJson());
        assertEquals(change, TextChange.fromJson(json));
        assertEquals(
                change,
                TextChange.fromJson(List.of(2L, List.of(1L, "one", "two"), 2, List.of(2), 2)));
        assertEquals(List.of(), TextChange.unchanged(0).toJson());
        assertEquals(TextChange.unchanged(0), TextChange.fromJson(List.of()));
    }

    static List<List<?>> badJson() {
        return List.of(
                List.of(-1),
                List.of(0),
                List.of(1.5),
                List.of(1, 2),
                List.of("text"),
                List.of(1e10),
                List.of(TextChange.LENGTH_MAX + 1),
                List.of(TextChange.LENGTH_MAX, List.of(1)),
                List.of(Long.MAX_VALUE),
                Arrays.asList(1, null),
                List.of(List.of()),
                List.of(List.of(0)),
                List.of(List.of(0, "")),
                List.of(List.of("text")),
                List.of(List.of(-1, "text")),
                List.of(List.of(1, 2)),
                List.of(List.of(1), List.of(1)),
                List.of(List.of(0, "a\nb")),
                List.of(List.of(0, "a\rb")),
                List.of(List.of(0, "\ud83d")),
                List.of(List.of(0, List.of("a"))));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("badJson")
    void jsonThatIsNoChangeIsRefusedWithASentence(List<?> json) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> TextChange.fromJson(json));
        assertTrue(String.valueOf(thrown.getMessage()).endsWith("."), thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "01", // one section, which is missing
                "0100", // keeps nothing
                "010100", // replaces nothing by nothing
                "020202", // keeps twice
                "018100", // a number that is not in its shortest form
                "01ffffffff7f", // a length beyond every limit
                "0101ffffff0f", // a text of which nothing follows
                "010101ff", // what is no UTF-8
                "010103eda0bd" // half a surrogate pair
            })
    void storedBytesThatAreNoChangeAreRefused(String hex) {
        var in = new ByteArrayInputStream(HexFormat.of().parseHex(hex));
        assertThrows(IOException.class, () -> TextChange.readFrom(new DataInputStream(in)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noStoredBytesDoAnythingButReadOrBeRefused(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] noise = new byte[random.nextInt(12)];
            random.nextBytes(noise);
            noise = random.nextBoolean() || noise.length == 0 ? noise : small(noise);
            try {
                TextChange.readFrom(new DataInputStream(new ByteArrayInputStream(noise)));
            } catch (IOException e) {
                assertFalse(e.toString().isEmpty());
            }
        }
    }

    private static byte[] small(byte[] noise) {
        noise[0] = (byte) (noise[0] & 3);
        return noise;
    }

    @Test
    void theDifferenceKeepsWordsThatDidNotChange() {
        String before = "# Home\n\nThe quick brown fox.\nSecond line.\n";
        String after = "# Home\n\nThe slow brown fox!\nSecond line.\nThird.\n";
        var change = TextChange.between(before, after);
        assertEquals(
                List.of(
                        new TextChange.Replacement(12, 17, "slow"),
                        new TextChange.Replacement(27, 28, "!"),
                        new TextChange.Replacement(42, 42, "Third.\n")),
                change.replacements());
    }

    @Test
    void theDifferenceNeverCutsACharacterThatBeginsOrEndsAlike() {
        var change = TextChange.between("a😀b", "a😁b"); // Both begin with the same half.
        assertEquals(List.of(new TextChange.Replacement(1, 3, "😁")), change.replacements());
        var ends = TextChange.between("\ud83d\ude00", "\ud83c\ude00"); // Both end alike.
        assertEquals(2, ends.replacements().getFirst().to());
    }

    @Test
    void textsThatDifferTooMuchAreReplacedBetweenTheirCommonEnds() {
        String before = "begin\n" + lines("a", 5_000) + "end\n";
        String after = "begin\n" + lines("b", 5_000) + "end\n";
        var change = TextChange.between(before, after);
        assertEquals(after, change.apply(before));
        assertEquals(1, change.replacements().size());
        assertEquals(6, change.replacements().getFirst().from());
    }

    private static String lines(String word, int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(word).append(i).append('\n');
        }
        return lines.toString();
    }

    /**
     * A short text beside a long one costs as much as two long ones: 333,000 lines in the place of
     * 40 took Myers' algorithm more than six minutes.
     */
    @Test
    void aFewLinesThatBecomeManyOthersAreNotCompared() {
        String before = "begin\n" + lines("a", 40) + "end\n";
        String after = "begin\n" + lines("b", 333_000) + "end\n";
        for (var change :
                List.of(TextChange.between(before, after), TextChange.between(after, before))) {
            assertEquals(1, change.replacements().size());
            assertEquals(6, change.replacements().getFirst().from());
        }
        assertEquals(after, TextChange.between(before, after).apply(before));
        assertEquals(before, TextChange.between(after, before).apply(after));
    }

    /** Word by word that would be 2.5 × 10¹¹ comparisons: half an hour, or more memory than is. */
    @Test
    void aTextOfFiveMegabytesWithNothingInCommonIsNotCompared() {
        String before = lines("one", 500_000).replace('\n', ' ');
        String after = lines("two", 500_000).replace('\n', ' ');
        var change = TextChange.between(before, after);
        assertEquals(1, change.replacements().size());
        assertEquals(after, change.apply(before));
    }
}
