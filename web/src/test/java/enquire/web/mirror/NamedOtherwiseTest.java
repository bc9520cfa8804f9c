package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A folder that another run of the mirror knew, as before a computer was restored: nothing is noted
 * of it, and its files have names which the mirror would not give them.
 */
class NamedOtherwiseTest extends FollowedFolder {

    @Test
    void noSecondFileComesBesideOneThatMeansThePage() throws IOException {
        PageId plan = alice.create("a plan", "The plan.\n").page();
        PageId harbour = alice.create("Harbour", "The winch holds.\n").page();
        alice.write("a%20plan.md", "The plan.\n");
        alice.write("HARBOUR.md", "The winch holds.\n");
        alice.adopt();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitQuiet();

        assertEquals(Set.of("a%20plan.md", "Harbour.md"), alice.files());
        assertEquals(0, alice.mirror().status().troubleCount());
        alice.save("a%20plan.md", "The old plan.\n");
        alice.awaitText("a plan", "The old plan.\n");
        alice.edit("a plan", "old", "new");
        alice.awaitFile("a%20plan.md", "The new plan.\n");
        assertEquals(plan, alice.page("a plan").page());
        assertEquals(harbour, alice.page("Harbour").page());
        assertEquals(2, alice.repository().pageCount());
    }

    @Test
    void aFileThatMeansThePageAndCannotBeReadKeepsItWaitingUntilItGoes() throws IOException {
        alice.create("a plan", "The plan.\n");
        Files.createDirectories(alice.folder);
        Files.write(alice.folder.resolve("a%20plan.md"), NO_TEXT);
        alice.adopt();
        alice.await(() -> alice.mirror().status().troubleCount() == 1, () -> "not named");
        alice.await(() -> !alice.mirror().status().carrying(), () -> "carrying for ever");
        assertEquals(Set.of("a%20plan.md"), alice.files());

        Files.delete(alice.folder.resolve("a%20plan.md"));
        alice.awaitFile("a plan.md", "The plan.\n");
    }
}
