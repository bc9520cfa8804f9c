package enquire.web.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log in the data folder. */
class LogFileTest {

    @TempDir Path data;

    /** What a request says must not look like something that the node says. */
    @Test
    void aMessageStaysOnItsLineWhateverItRepeats() throws Exception {
        String mark = UUID.randomUUID().toString();
        LogFile.open(data);

        LoggerFactory.getLogger("enquire.test")
                .info("{}\r\n2026-01-01 ERROR forged \u001b[31m\u0085", mark);

        List<String> lines =
                Files.readAllLines(data.resolve("log/enquire.log")).stream()
                        .filter(line -> line.contains(mark) || line.startsWith("2026-01-01"))
                        .toList();
        assertEquals(1, lines.size(), lines.toString());
        assertEquals(
                "2026-01-01 ERROR forged  [31m",
                lines.getFirst().replaceFirst(".*" + mark + " ", "").strip());
    }
}
