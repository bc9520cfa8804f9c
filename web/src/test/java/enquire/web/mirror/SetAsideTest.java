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
import org.junit.jupiter.api.Test;

/** What a program writes into a file that was replaced, and that no page takes. */
class SetAsideTest extends FollowedFolder {

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
