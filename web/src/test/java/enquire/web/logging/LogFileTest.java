package enquire.web.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
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

    /** Nobody can mend a full disk in a line of the program. */
    @Test
    void aDiskThatRefusesIsOneSentenceAndAMistakeOfTheProgramHasItsPlace() throws Exception {
        String mark = UUID.randomUUID().toString();
        LogFile.open(data);
        Logger log = LoggerFactory.getLogger("enquire.test." + mark);
        var full = new StorageException("The disk is full " + mark, new IOException("full"));

        log.error("Storage failed: {}", full.getMessage(), full);
        log.error("Nothing is got ready {}", mark, full);
        log.warn("The index failed {}", mark, fullInALibrary());
        log.error("A mistake {}", mark, new IllegalStateException("Wrong " + mark));

        String all = Files.readString(data.resolve("log/enquire.log"));
        List<String> lines = all.substring(all.indexOf(mark)).lines().toList();
        assertTrue(lines.get(0).endsWith("Storage failed: The disk is full " + mark), all);
        assertTrue(lines.get(1).endsWith("Nothing is got ready " + mark), all);
        assertEquals("  The disk is full " + mark, lines.get(2));
        assertTrue(lines.get(3).endsWith("The index failed " + mark), all);
        assertEquals(
                "  No space left on device. Make room on that disk and try again.", lines.get(4));
        assertTrue(lines.get(5).endsWith("A mistake " + mark), all);
        assertEquals("java.lang.IllegalStateException: Wrong " + mark, lines.get(6));
        assertTrue(lines.get(7).startsWith("\tat enquire.web.logging.LogFileTest"), all);
    }

    /** As Lucene throws it: with what failed while it tidied up. */
    private static RuntimeException fullInALibrary() {
        var full = new IOException("No space left on device");
        full.addSuppressed(new IOException("No space left on device"));
        return new IllegalStateException("this writer is closed", full);
    }
}
