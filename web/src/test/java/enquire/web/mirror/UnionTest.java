package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnionTest {

    @Test
    void linesOfBothStay() {
        assertEquals("one\ntwo\n2\nthree\n", Union.of("one\ntwo\nthree\n", "one\n2\nthree\n"));
        assertEquals("one\ntwo\n", Union.of("one\n", "one\ntwo\n"));
        assertEquals("one\ntwo\n", Union.of("one\ntwo\n", "one\n"));
        assertEquals("one\ntwo", Union.of("one", "two"));
        assertEquals("same\n", Union.of("same\n", "same\n"));
        assertEquals("text", Union.of("", "text"));
    }

    @Test
    void noLineOfEitherIsLost() {
        var random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            String first = text(random);
            String second = text(random);
            String both = Union.of(first, second);
            String what = first + "---\n" + second + "---\n" + both;

            for (String line : List.of((first + "\n" + second).split("\n"))) {
                assertTrue(line.isEmpty() || List.of(both.split("\n")).contains(line), what);
            }
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int lines = random.nextInt(6); lines > 0; lines--) {
            text.append("red winch holds well".split(" ")[random.nextInt(4)]);
            text.append(random.nextInt(4) == 0 ? " " + random.nextInt(3) : "").append('\n');
        }
        if (random.nextInt(4) == 0) {
            text.append("end");
        }
        return text.toString();
    }
}
