package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * File systems give the number of a deleted file to the next new one, as when git checks out a
 * branch with other files: such a file is another page.
 */
class ReusedFileTest extends FollowedFolder {

    private static String old(int i) {
        return "Harbour " + i + ": the winch slips when it rains.\n";
    }

    private static String other(int i) {
        return "Bob grows roses, and has done so for " + i + " years.\n";
    }

    private List<PageId> pages(int count) {
        var pages = new ArrayList<PageId>();
        for (int i = 0; i < count; i++) {
            pages.add(alice.create("Alpha " + i, old(i)).page());
        }
        alice.begin();
        for (int i = 0; i < count; i++) {
            alice.awaitFile("Alpha " + i + ".md", old(i));
        }
        alice.awaitQuiet();
        return pages;
    }

    /** All of them are gone before the first of the others is there. */
    private void checkOut(int count) throws IOException {
        // At once by the mirror's clock: a page whose file is gone for longer goes by itself.
        alice.editorOpened(Duration.ofMillis(500));
        for (int i = 0; i < count; i++) {
            Files.move(alice.folder.resolve("Alpha " + i + ".md"), parent.resolve("of" + i));
        }
        for (int i = 0; i < count; i++) {
            Files.writeString(parent.resolve("of" + i), other(i));
            Files.move(parent.resolve("of" + i), alice.folder.resolve("Beta " + i + ".md"));
        }
        alice.editorClosed();
    }

    @Test
    void aFileWithAnotherTextIsAnotherPage() throws IOException {
        PageId page = pages(1).getFirst();
        checkOut(1);

        alice.awaitText("Beta 0", other(0));
        assertNotEquals(page, alice.page("Beta 0").page());
        alice.await(
                () -> alice.repository().page(page).orElseThrow().deleted(), () -> "not deleted");
        assertEquals(old(0), alice.repository().page(page).orElseThrow().text());
    }

    @Test
    void moreThanTwentyThatMadeRoomForOthersAreAskedAbout() throws IOException {
        List<PageId> pages = pages(Deleting.DELETED_MAX + 1);
        checkOut(pages.size());

        alice.await(() -> alice.mirror().status().heldCount() == pages.size(), () -> "not asked");
        for (int i = 0; i < pages.size(); i++) {
            assertEquals(Optional.of(old(i)), alice.text("Alpha " + i));
            assertEquals(pages.get(i), alice.page("Alpha " + i).page());
            alice.awaitText("Beta " + i, other(i));
        }
    }

    @Test
    void aFileThatIsMovedAndEditedAtOnceIsTheSamePage() throws IOException {
        PageId page = pages(1).getFirst();
        // At once by the mirror's clock: a page whose file is gone for longer goes by itself.
        alice.editorOpened(Duration.ofMillis(500));
        Path moved = Files.move(alice.folder.resolve("Alpha 0.md"), parent.resolve("of"));
        Files.writeString(moved, old(0) + "And when it snows.\n");
        Files.move(moved, alice.folder.resolve("Port.md"));
        alice.editorClosed();

        alice.awaitText("Port", old(0) + "And when it snows.\n");
        assertEquals(page, alice.page("Port").page());
    }
}
