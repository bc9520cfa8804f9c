package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
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

        Files.copy(alice.folder.resolve("Harbour.md"), alice.folder.resolve("Port.md"));
        alice.await(() -> alice.mirror().status().waiting() > 0, () -> "seen");
        Files.delete(alice.folder.resolve("Harbour.md"));

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

    @Test
    void moreThanTwentyPagesAreNotDeletedUnasked() throws IOException {
        for (int i = 0; i <= Deleting.DELETED_MAX; i++) {
            alice.create("Page " + i, "Text " + i + "\n");
        }
        alice.begin();
        alice.awaitQuiet();
        for (String file : alice.files()) {
            Files.delete(alice.folder.resolve(file));
        }

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

        for (String file : alice.files()) {
            Files.delete(alice.folder.resolve(file));
        }
        alice.await(() -> alice.mirror().status().heldCount() == 21, () -> "held");
        alice.answer(true);
        alice.await(() -> alice.repository().pageCount() == 0, () -> "deleted");
    }
}
