package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.web.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something else lies where a page's file belongs, or another page has the name of a file. */
class TakenPlacesTest {

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

    private void awaitTrouble(Trouble.Kind kind) {
        alice.await(
                () ->
                        alice.mirror().status().troubles().stream()
                                .anyMatch(trouble -> trouble.kind() == kind),
                () -> kind.toString());
    }

    /** Whatever lies there has been read for the last time. */
    private void awaitCalm() throws IOException {
        alice.later(Duration.ofSeconds(3));
        alice.write("witness.md", "Comes in the same look or a later one.\n");
        alice.awaitText("witness", "Comes in the same look or a later one.\n");
        Files.delete(alice.folder.resolve("witness.md"));
        alice.await(() -> alice.find("witness").isEmpty(), () -> "witness");
    }

    private Path file(String path) {
        return alice.folder.resolve(path);
    }

    @Test
    void aFileThatWasRenamedToAnotherSpellingOfATakenTitleKeepsItsPage() throws IOException {
        alice.create("a plan", "The plan.\n");
        PageId draft = alice.create("draft", "A draft.\n").page();
        alice.begin();
        alice.awaitFile("draft.md", "A draft.\n");
        alice.awaitFile("a plan.md", "The plan.\n");
        alice.awaitQuiet();
        Files.move(file("draft.md"), file("A Plan.md"));
        awaitTrouble(Trouble.Kind.TWO_FILES);
        awaitCalm(); // Longer than a missing file waits.

        assertTrue(alice.find("draft").isPresent());
        Files.move(file("A Plan.md"), file("sketch.md"));
        alice.awaitText("sketch", "A draft.\n");
        assertEquals(draft, alice.page("sketch").page());
        assertEquals(Optional.of("The plan.\n"), alice.text("a plan"));
    }

    @Test
    void aPageWhosePlaceIsTakenWaitsUntilItIsFree() throws IOException {
        alice.begin();
        Files.write(file("Harbour.md"), NO_TEXT);
        awaitTrouble(Trouble.Kind.NO_TEXT);
        awaitCalm();

        PageId harbour = alice.create("Harbour", "The winch holds.\n").page();
        alice.await(() -> alice.mirror().status().waiting() == 1, () -> "not waiting");
        alice.await(() -> !alice.mirror().status().carrying(), () -> "carrying for ever");

        Files.delete(file("Harbour.md"));
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitQuiet();
        // What waited for that place once has nothing to do with a later file there.
        alice.repository().delete(harbour);
        alice.await(() -> !Files.exists(file("Harbour.md")), () -> "still there");
        alice.save("Harbour.md", "New.\n");
        alice.await(() -> alice.find("Harbour").isPresent(), () -> "no page");
        alice.awaitQuiet();
        assertEquals(Optional.of("New.\n"), alice.text("Harbour"));
        assertEquals(Optional.of("New.\n"), alice.file("Harbour.md"));
    }

    @Test
    void aPageThatWasDeletedWhileItWaitedStaysSo() throws IOException {
        alice.begin();
        Files.write(file("Harbour.md"), NO_TEXT);
        awaitTrouble(Trouble.Kind.NO_TEXT);
        PageId harbour = alice.create("Harbour", "The winch holds.\n").page();
        alice.await(() -> alice.mirror().status().waiting() == 1, () -> "not waiting");
        awaitCalm();
        alice.repository().delete(harbour);
        awaitCalm();

        alice.save("Harbour.md", "New.\n");

        alice.await(() -> alice.find("Harbour").isPresent(), () -> "no page");
        alice.awaitQuiet();
        assertEquals(Optional.of("New.\n"), alice.text("Harbour"));
        assertEquals(Optional.of("New.\n"), alice.file("Harbour.md"));
    }

    @Test
    void thatAPageCannotHaveItsNewNameIsSaidUntilItCan() throws Exception {
        PageId harbour = alice.create("Harbour", "The winch holds.\n").page();
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitQuiet();
        awaitCalm();
        Files.createDirectory(file("Port.md"));
        alice.repository().rename(harbour, new Title("Port"));
        awaitTrouble(Trouble.Kind.CANNOT_WRITE);

        for (String witness : new String[] {"first", "second", "third"}) {
            // Each comes in later than what was to be read anew before.
            alice.write(witness + ".md", "Written.\n");
            MirrorStatus seen =
                    alice.mirror()
                            .statusWhen(
                                    now ->
                                            now.troubleCount() == 0
                                                    || alice.find(witness).isPresent(),
                                    TestNode.DEADLINE);
            assertEquals(1, seen.troubleCount());
        }
        Files.delete(file("Port.md"));
        alice.awaitFile("Port.md", "The winch holds.\n");
        alice.await(() -> alice.mirror().status().troubleCount() == 0, () -> "still said");
    }
}
