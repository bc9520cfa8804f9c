package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.screens.DiffScreen;
import enquire.web.screens.DiffScreen.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void aChangedWordShowsItsWholeLineBeforeAndAfter() {
        assertEquals(
                List.of("SAME one", "REMOVED two boats", "ADDED two ships", "SAME three"),
                words(LineDiff.between("one\ntwo boats\nthree\n", "one\ntwo ships\nthree\n")));
    }

    @Test
    void insertedAndRemovedLinesAreWhole() {
        assertEquals(
                List.of("SAME one", "ADDED new", "SAME two"),
                words(LineDiff.between("one\ntwo\n", "one\nnew\ntwo\n")));
        assertEquals(
                List.of("SAME one", "REMOVED old"), words(LineDiff.between("one\nold\n", "one\n")));
    }

    @Test
    void longUnchangedStretchesAreLeftOut() {
        String many = "same\n".repeat(50);
        List<DiffScreen.Line> lines = LineDiff.between(many + "a\n" + many, many + "b\n" + many);
        assertTrue(lines.size() < 12, words(lines).toString());
        assertTrue(words(lines).contains("SKIPPED 47 unchanged lines"), words(lines).toString());
    }

    @Test
    void keptAndRemovedLinesAreTheOldTextAndKeptAndAddedLinesTheNew() {
        var random = new Random(11);
        for (int round = 0; round < 500; round++) {
            String before = text(random);
            String after = text(random);
            List<DiffScreen.Line> lines = LineDiff.between(before, after);
            if (lines.stream().anyMatch(line -> line.kind() == Kind.SKIPPED)) {
                continue;
            }
            assertEquals(before.lines().toList(), of(lines, Kind.REMOVED), before + "|" + after);
            assertEquals(after.lines().toList(), of(lines, Kind.ADDED), before + "|" + after);
        }
    }

    private static List<String> of(List<DiffScreen.Line> lines, Kind kind) {
        return lines.stream()
                .filter(line -> line.kind() == kind || line.kind() == Kind.SAME)
                .map(DiffScreen.Line::text)
                .toList();
    }

    private static String text(Random random) {
        var lines = new ArrayList<String>();
        for (int i = random.nextInt(8); i > 0; i--) {
            lines.add("line " + random.nextInt(4));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static List<String> words(List<DiffScreen.Line> lines) {
        return lines.stream().map(line -> line.kind() + " " + line.text()).toList();
    }
}
