package enquire.editor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What CodeMirror's own {@code ChangeSet} answered for 300 random cases (the head of the file says
 * which): browser and node must agree to the letter, or a tab and its node drift apart.
 */
class CodeMirrorGoldenTest {

    private record Case(String text, TextChange a, TextChange b, TextChange c, List<Object> rest) {

        static Case parse(String line) {
            var fields = Stream.of(line.split("\t")).map(TinyJson::read).toList();
            return new Case(
                    (String) fields.get(0),
                    change(fields.get(1)),
                    change(fields.get(2)),
                    change(fields.get(3)),
                    fields.subList(4, fields.size()));
        }

        TextChange expected(int index) {
            return change(rest.get(index));
        }

        private static TextChange change(Object json) {
            var change = TextChange.fromJson((List<?>) json);
            assertEquals(json, change.toJson());
            return change;
        }
    }

    static List<Case> cases() throws IOException {
        try (var in = CodeMirrorGoldenTest.class.getResourceAsStream("codemirror-changes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Case::parse)
                    .toList();
        }
    }

    @Test
    void thereAreThreeHundredCases() throws IOException {
        assertEquals(300, cases().size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mapsAsCodeMirror(Case given) {
        assertEquals(given.expected(0), given.a().mapOver(given.b(), false));
        assertEquals(given.expected(1), given.a().mapOver(given.b(), true));
        assertEquals(given.expected(2), given.b().mapOver(given.a(), false));
        assertEquals(given.expected(3), given.b().mapOver(given.a(), true));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void composesAndInvertsAsCodeMirror(Case given) {
        assertEquals(given.expected(4), given.a().compose(given.c()));
        assertEquals(given.expected(5), given.a().invert(given.text()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void appliesAsCodeMirror(Case given) {
        assertEquals(given.rest().get(6), given.a().apply(given.text()));
        assertTrue(!given.a().splitsSurrogatePair(given.text()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mapsPositionsAsCodeMirror(Case given) {
        var before = new ArrayList<Integer>();
        var behind = new ArrayList<Integer>();
        int at = 0;
        for (int i = 0; i <= given.text().codePointCount(0, given.text().length()); i++) {
            before.add(given.a().mapPosition(at, -1));
            behind.add(given.a().mapPosition(at, 1));
            if (at < given.text().length()) {
                at = given.text().offsetByCodePoints(at, 1);
            }
        }
        assertEquals(given.rest().get(7), before);
        assertEquals(given.rest().get(8), behind);
    }
}
