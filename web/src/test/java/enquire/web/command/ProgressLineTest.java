package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Somebody waits for an export of minutes. */
class ProgressLineTest {

    private final StringWriter said = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void aScreenHasOneLineThatChanges() {
        ProgressLine line = line(true);
        line.at("1 of 9");
        pass(150);
        line.at("2 of 9");
        pass(50);
        line.at("3 of 9");
        pass(100);
        line.at("4 of 9");
        line.end();
        line.end();

        assertEquals("\r2 of 9\r4 of 9\n", said());
    }

    @Test
    void elsewhereALineComesOnceInAWhileAndAtTheEndOfAStep() {
        ProgressLine line = line(false);
        for (int second = 1; second <= 25; second++) {
            pass(1_000);
            line.at(second + " of 25");
        }
        line.stepEnds("25 of 25");
        line.stepEnds("25 of 25");
        line.end();

        assertEquals("10 of 25\n20 of 25\n25 of 25\n", said());
    }

    private ProgressLine line(boolean screen) {
        return new ProgressLine(new PrintWriter(said, true), screen, clock::get);
    }

    private void pass(int millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private String said() {
        return said.toString().replace(System.lineSeparator(), "\n");
    }
}
