package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files of a folder that follows get other names, or go. */
class MovedFilesTest extends FollowedFolder {

    @Test
    void aFileThatIsMovedIsTheSamePage() throws IOException {
        var page = alice.create("Harbour", "The winch holds.\n").page();
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");

        Files.createDirectory(alice.folder.resolve("Places"));
        Files.move(alice.folder.resolve("Harbour.md"), alice.folder.resolve("Places/Port.md"));

        alice.awaitText("Places/Port", "The winch holds.\n");
        assertEquals(page, alice.page("Places/Port").page());
        alice.awaitQuiet();
        assertEquals(Set.of("Places/Port.md"), alice.files());
    }

    @Test
    void aFileThatIsMovedByCopyingIsTheSamePageToo() throws IOException {
        var page = alice.create("Harbour", "The winch holds.\n").page();
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitQuiet();

        // By the mirror's clock the first one goes soon: a copy that stays is a page of its own.
        alice.editorOpened(Duration.ofSeconds(1));
        Files.copy(alice.folder.resolve("Harbour.md"), alice.folder.resolve("Port.md"));
        alice.await(() -> alice.mirror().status().waiting() > 0, () -> "not seen");
        Files.delete(alice.folder.resolve("Harbour.md"));
        alice.editorClosed();

        alice.awaitText("Port", "The winch holds.\n");
        assertEquals(page, alice.page("Port").page());
    }

    @Test
    void aFileThatIsDeletedDeletesItsPage() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        alice.create("Port", "Another.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitQuiet();

        Files.delete(alice.folder.resolve("Harbour.md"));

        alice.await(() -> alice.find("Harbour").isEmpty(), () -> "Harbour");
        assertEquals(Optional.of("Another.\n"), alice.text("Port"));
    }

    private void removeAll() throws IOException {
        // All at once by the mirror's clock: one that is gone for longer goes by itself.
        alice.editorOpened(Duration.ofMillis(500));
        for (String file : alice.files()) {
            Files.delete(alice.folder.resolve(file));
        }
        alice.editorClosed();
    }

    @Test
    void moreThanTwentyPagesAreNotDeletedUnasked() throws IOException {
        for (int i = 0; i <= Deleting.DELETED_MAX; i++) {
            alice.create("Page " + i, "Text " + i + "\n");
        }
        alice.begin();
        alice.awaitQuiet();
        removeAll();

        alice.await(() -> alice.mirror().status().heldCount() == 21, () -> "held");
        assertEquals(21, alice.repository().pageCount());

        alice.write("Page 0.md", "Text 0\n");
        alice.await(() -> alice.mirror().status().heldCount() == 20, () -> "one came back");
        alice.write("Page 1.md", "Text 1\n");
        alice.await(() -> alice.mirror().status().heldCount() == 19, () -> "another came back");
        assertEquals(21, alice.repository().pageCount());

        alice.stop();
        alice.restart();
        alice.await(() -> alice.mirror().status().heldCount() == 19, () -> "still asked");
        assertEquals(21, alice.repository().pageCount());

        alice.answer(false);
        alice.awaitFile("Page 7.md", "Text 7\n");
        alice.awaitQuiet();
        assertEquals(21, alice.files().size());

        removeAll();
        alice.await(() -> alice.mirror().status().heldCount() == 21, () -> "held");
        alice.answer(true);
        alice.await(() -> alice.repository().pageCount() == 0, () -> "deleted");
    }
}
