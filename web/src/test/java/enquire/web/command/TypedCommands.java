package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Commands that a test types: what they print, and with which code they end. */
abstract class TypedCommands {

    @TempDir Path folder;

    record Ran(int code, String out, String err) {}

    static void assertSentence(int code, String words, Ran ran) {
        assertEquals(code, ran.code(), ran.err());
        assertTrue(ran.err().contains(words), ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
        assertFalse(ran.err().contains("Exception"), ran.err());
    }

    Path data() {
        return folder.resolve("data");
    }

    Ran run(String... arguments) {
        return runWith(data(), arguments);
    }

    static Ran runWith(Path data, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString(), "--no-browser", "--peer-bind", "127.0.0.1"));
        if (!all.contains("--port")) {
            all.addAll(List.of("--port", "0"));
        }
        if (!all.contains("--peer-port")) {
            all.addAll(List.of("--peer-port", "0"));
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code =
                EnquireCommand.run(
                        all.toArray(String[]::new),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of());
        return new Ran(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
