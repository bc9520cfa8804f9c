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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Something else lies where a page's file belongs, or another page has the name of a file. */
class TakenPlacesTest extends FollowedFolder {

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

    /** As another spelling of the taken name, and as another name of the taken title. */
    @ParameterizedTest
    @ValueSource(strings = {"A Plan.md", "a%20plan.md"})
    void whatIsEditedUnderATakenNameKeepsItsPageOverARestart(String taken) throws IOException {
        alice.create("a plan", "The plan.\n");
        PageId draft = alice.create("draft", "A draft of the harbour.\n").page();
        alice.begin();
        alice.awaitFile("draft.md", "A draft of the harbour.\n");
        alice.awaitFile("a plan.md", "The plan.\n");
        alice.awaitQuiet();
        Files.move(file("draft.md"), file(taken));
        awaitTrouble(Trouble.Kind.TWO_FILES, Trouble.Kind.TITLE_TAKEN);
        alice.save(taken, "Written anew from the first word to the last, with much more.\n");
        awaitCalm();
        alice.stop();
        alice.save(taken, "Written anew from the first word to the last, with much more!\n");
        alice.restart();
        awaitTrouble(Trouble.Kind.TWO_FILES, Trouble.Kind.TITLE_TAKEN);
        awaitCalm(); // Longer than a missing file waits.

        assertEquals(Optional.of("A draft of the harbour.\n"), alice.text("draft"));
        assertEquals(Optional.of("The plan.\n"), alice.text("a plan"));

        Files.delete(file("a plan.md"));
        alice.awaitText(
                taken.equals("A Plan.md") ? "A Plan" : "a plan",
                "Written anew from the first word to the last, with much more!\n");
        assertEquals(draft, alice.page("a plan").page());
        alice.awaitQuiet();
        assertEquals(0, alice.mirror().status().troubleCount());
    }

    @Test
    void whatIsEditedUnderATakenNameGoesOnAsItsPageUnderAFreeOne() throws IOException {
        alice.create("a plan", "The plan.\n");
        PageId draft = alice.create("draft", "A draft of the harbour.\n").page();
        alice.begin();
        alice.awaitFile("draft.md", "A draft of the harbour.\n");
        alice.awaitFile("a plan.md", "The plan.\n");
        alice.awaitQuiet();
        alice.stop();
        // Nobody noted this: only most of its text says which file it was.
        Files.delete(file("draft.md"));
        alice.write("a%20plan.md", "A draft of the old harbour.\n");
        alice.restart();
        awaitTrouble(Trouble.Kind.TWO_FILES, Trouble.Kind.TITLE_TAKEN);
        awaitCalm();
        assertTrue(alice.find("draft").isPresent());
        alice.stop();
        alice.restart();
        awaitTrouble(Trouble.Kind.TWO_FILES, Trouble.Kind.TITLE_TAKEN);
        awaitCalm();
        assertTrue(alice.find("draft").isPresent());

        Files.move(file("a%20plan.md"), file("sketch.md"));
        alice.awaitText("sketch", "A draft of the old harbour.\n");
        assertEquals(draft, alice.page("sketch").page());
        alice.awaitQuiet();
        assertEquals(Optional.of("The plan.\n"), alice.text("a plan"));
    }

    /** Somebody was asked about many, and one of them turns up under a taken name. */
    @Test
    void whatLiesUnderATakenNameIsNotDeletedWithOthersThatAre() throws IOException {
        alice.create("a plan", "The plan.\n");
        for (int i = 0; i <= Deleting.DELETED_MAX + 1; i++) {
            alice.create("Page " + i, "Text " + i + ".\n");
        }
        alice.begin();
        alice.awaitQuiet();
        // All at once by the mirror's clock: one that is gone for longer goes by itself.
        alice.editorOpened(Duration.ofMillis(500));
        for (int i = 0; i <= Deleting.DELETED_MAX + 1; i++) {
            Files.delete(file("Page " + i + ".md"));
        }
        alice.editorClosed();
        alice.await(() -> alice.mirror().status().heldCount() == 22, () -> "asked");
        Set<PageId> shown = Set.copyOf(alice.mirror().status().heldPages());
        alice.write("a%20plan.md", "Text 7.\n");
        awaitTrouble(Trouble.Kind.TWO_FILES, Trouble.Kind.TITLE_TAKEN);
        alice.await(() -> alice.mirror().status().heldCount() == 21, () -> "asked about it");

        alice.mirror().answer(true, shown);

        alice.await(() -> alice.repository().pageCount() <= 2, () -> "not deleted");
        alice.awaitQuiet();
        assertEquals(Optional.of("Text 7.\n"), alice.text("Page 7"));
        assertEquals(2, alice.repository().pageCount());
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
