package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program writes into a file that was replaced, and that no page takes. */
class SetAsideTest {

    private static final byte[] NO_TEXT = {(byte) 0xff, (byte) 0xfe, 0, 1};

    @TempDir Path parent;
    private MirroredWiki alice;

    @BeforeEach
    void open() {
        alice = new MirroredWiki(parent);
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private void awaitNamed(List<Trouble.Kind> kinds) {
        alice.await(
                () ->
                        alice.mirror().status().troubles().stream()
                                .filter(each -> each.path().startsWith(".enquire/aside/"))
                                .map(Trouble::kind)
                                .toList()
                                .equals(kinds),
                () -> "not named: " + kinds);
    }

    @Test
    void whatIsNoTextIsNamedUntilItIsTakenAway() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitQuiet();
        try (var open =
                FileChannel.open(alice.folder.resolve("Harbour.md"), StandardOpenOption.WRITE)) {
            alice.edit("Harbour", "holds", "slips");
            alice.awaitFile("Harbour.md", "The winch slips.\n");
            open.truncate(0);
            open.write(ByteBuffer.wrap(NO_TEXT));
        }
        alice.later(Asides.KEPT);

        awaitNamed(List.of(Trouble.Kind.SET_ASIDE));
        alice.write("Witness.md", "Seen.\n");
        alice.awaitText("Witness", "Seen.\n");
        alice.stop();
        alice.restart();
        awaitNamed(List.of(Trouble.Kind.SET_ASIDE));
        Path aside = alice.folder.resolve(alice.mirror().status().troubles().getFirst().path());
        assertArrayEquals(NO_TEXT, Files.readAllBytes(aside));
        assertEquals("The winch slips.\n", alice.text("Harbour").orElseThrow());
        Files.delete(aside);
        awaitNamed(List.of());
    }
}
