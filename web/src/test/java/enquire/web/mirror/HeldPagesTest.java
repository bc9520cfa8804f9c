package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages whose files went at once: what an answer deletes is what was asked about, and is gone. */
class HeldPagesTest extends FollowedFolder {

    private static final int MANY = Deleting.DELETED_MAX + 1;

    private void create(String prefix) {
        for (int i = 0; i < MANY; i++) {
            alice.create(prefix + i, "Text " + i + "\n");
        }
    }

    private void remove(String prefix) throws IOException {
        // All at once by the mirror's clock: one that is gone for longer goes by itself.
        alice.editorOpened(Duration.ofMillis(500));
        for (int i = 0; i < MANY; i++) {
            Files.delete(alice.folder.resolve(prefix + i + ".md"));
        }
        alice.editorClosed();
    }

    private void awaitHeld(int count) {
        alice.await(() -> alice.mirror().status().heldCount() == count, () -> "not held " + count);
    }

    /** Whatever was said before has been done. */
    private void awaitWitness(String title) throws IOException {
        alice.await(() -> !alice.mirror().status().answered(), () -> "answered");
        alice.write(title + ".md", "Comes in a later look.\n");
        alice.awaitText(title, "Comes in a later look.\n");
    }

    @Test
    void whatLiesBehindALinkNowIsNotGone() throws IOException {
        create("sub/Page ");
        alice.begin();
        alice.awaitQuiet();
        Path elsewhere = parent.resolve("elsewhere");
        Files.move(alice.folder.resolve("sub"), elsewhere);
        awaitHeld(MANY);
        Files.createSymbolicLink(alice.folder.resolve("sub"), elsewhere);
        alice.await(() -> alice.mirror().status().troubleCount() == MANY, () -> "no link seen");
        awaitHeld(0);

        alice.answer(true); // Of somebody who has the screen of a moment ago.

        awaitWitness("witness");
        assertEquals(MANY + 1, alice.repository().pageCount());
        Files.delete(alice.folder.resolve("sub"));
        Files.move(elsewhere, alice.folder.resolve("sub"));
        alice.save("sub/Page 3.md", "Text 3, edited\n");
        alice.awaitText("sub/Page 3", "Text 3, edited\n");
    }

    @Test
    void aPageThatWasEditedSinceIsNotDeletedByAnAnswer() throws IOException {
        create("Page ");
        alice.begin();
        alice.awaitQuiet();
        remove("Page ");
        awaitHeld(MANY);
        Path away = parent.resolve("away");
        Files.move(alice.folder, away);
        alice.awaitState(MirrorStatus.State.GONE);
        alice.edit("Page 3", "Text", "New text");
        alice.answer(true);

        Files.move(away, alice.folder);

        alice.await(() -> alice.repository().pageCount() <= 1, () -> "not deleted");
        awaitWitness("witness");
        alice.awaitFile("Page 3.md", "New text 3\n");
        assertEquals(2, alice.repository().pageCount());
    }

    @Test
    void anAnswerIsOfThePagesThatWereShown() throws IOException {
        create("Page ");
        create("Other ");
        alice.begin();
        alice.awaitQuiet();
        remove("Page ");
        awaitHeld(MANY);
        Set<PageId> shown = Set.copyOf(alice.mirror().status().heldPages());
        remove("Other ");
        awaitHeld(2 * MANY);

        alice.mirror().answer(true, shown);

        awaitHeld(MANY);
        awaitWitness("witness");
        assertEquals(MANY + 1, alice.repository().pageCount());
        assertTrue(alice.find("Other 7").isPresent());
        alice.mirror().answer(false, shown); // Nothing is left of what they saw.
        awaitWitness("another");
        awaitHeld(MANY);
        assertEquals(Set.of("another.md", "witness.md"), alice.files());
    }
}
