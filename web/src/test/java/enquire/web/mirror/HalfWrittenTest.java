package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that writes a file in its place, and is kept waiting between two steps of that. What
 * others wrote meanwhile it has not seen, and takes nothing of it back.
 */
class HalfWrittenTest {

    private static final String BEFORE = "begin " + "word ".repeat(20) + "end\n";

    @TempDir Path parent;
    private MirroredWiki alice;

    @BeforeEach
    void open() {
        alice = new MirroredWiki(parent);
        alice.create("Harbour", BEFORE);
        alice.begin();
        awaitWritten(BEFORE);
    }

    @AfterEach
    void close() {
        alice.close();
    }

    @Test
    void aFileThatIsEmptyForSecondsIsNoDeletionOfItsWords() throws IOException {
        alice.edit("Harbour", "begin", "begin tide");
        awaitWritten(BEFORE.replace("begin", "begin tide"));
        alice.editorOpened(Duration.ofSeconds(8));
        try (FileChannel file = truncated()) {
            awaitLook(Duration.ofSeconds(8));
            write(file, BEFORE.replace("end", "winch end"));
        }
        alice.editorClosed();

        alice.awaitText(
                "Harbour", BEFORE.replace("begin", "begin tide").replace("end", "winch end"));
        alice.awaitFile("Harbour.md", alice.text("Harbour").orElseThrow());
    }

    /** Here the page does not begin any more as the file does. */
    @Test
    void theBeginningOfALongFileIsNotTakenForAllOfIt() throws IOException {
        alice.editorOpened(Duration.ofSeconds(1));
        try (FileChannel file = truncated()) {
            write(file, BEFORE.substring(0, BEFORE.length() - 20));
            alice.edit("Harbour", "begin", "Begin");
            awaitLook(Duration.ofSeconds(1));
            write(file, BEFORE.substring(BEFORE.length() - 20).replace("end", "winch end"));
        }
        alice.editorClosed();

        alice.awaitText("Harbour", BEFORE.replace("begin", "Begin").replace("end", "winch end"));
    }

    /** His editor had not seen what was put into the file last. */
    @Test
    void theBeginningOfAnOlderVersionIsNotTakenForAllOfIt() throws IOException {
        String newer = BEFORE.replace("begin", "Begin tide");
        alice.edit("Harbour", "begin", "Begin tide");
        awaitWritten(newer);
        alice.editorOpened(Duration.ofSeconds(1));
        try (FileChannel file = truncated()) {
            write(file, BEFORE.substring(0, BEFORE.length() - 20));
            awaitLook(Duration.ofSeconds(1));
            assertEquals(Optional.of(newer), alice.text("Harbour"));
            write(file, BEFORE.substring(BEFORE.length() - 20).replace("end", "winch end"));
        }
        alice.editorClosed();

        alice.awaitText("Harbour", newer.replace("end", "winch end"));
    }

    @Test
    void whoEmptiesAPageEmptiesIt() throws IOException {
        alice.write("Harbour.md", "");
        awaitSeen();
        alice.later(Sight.SETTLED_EMPTIED);

        alice.awaitText("Harbour", "");
    }

    /** Until the mirror is done with the file: it looks at what it wrote once it is there. */
    private void awaitWritten(String text) {
        alice.awaitFile("Harbour.md", text);
        alice.awaitQuiet();
    }

    private FileChannel truncated() throws IOException {
        return FileChannel.open(
                alice.folder.resolve("Harbour.md"),
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void write(FileChannel file, String text) throws IOException {
        file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Until the mirror has looked at the file, and once more so much later. */
    private void awaitLook(Duration later) {
        awaitSeen();
        alice.later(later);
        alice.create("Other", "berth\n");
        alice.awaitFile("Other.md", "berth\n"); // What is in the folder is looked at before.
    }

    /** Until the mirror knows that the file is being written. */
    private void awaitSeen() {
        alice.await(() -> alice.mirror().status().waiting() > 0, () -> "nothing waits");
    }
}
