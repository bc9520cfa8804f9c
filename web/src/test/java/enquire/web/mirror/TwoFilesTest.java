package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two files that would be one page: the second waits until the first is gone. */
class TwoFilesTest extends FollowedFolder {

    private void awaitNoTrouble() {
        alice.await(() -> alice.mirror().status().troubleCount() == 0, () -> "no trouble");
        alice.awaitQuiet();
    }

    @Test
    void whenTheFirstIsGoneTheSecondIsThePage() throws IOException {
        var note = alice.create("note", "The first.\n").page();
        var plan = alice.create("a plan", "The plan.\n").page();
        alice.begin();
        alice.awaitFile("note.md", "The first.\n");
        alice.awaitFile("a plan.md", "The plan.\n");
        alice.awaitQuiet();
        alice.write("NOTE.md", "The second.\n");
        awaitTrouble(Trouble.Kind.TWO_FILES);
        awaitCalm();
        Files.delete(alice.folder.resolve("note.md"));

        alice.awaitText("NOTE", "The second.\n");
        awaitNoTrouble();
        assertEquals(note, alice.page("NOTE").page());

        alice.write("a_plan.md", "Another plan.\n"); // White space and _ are one in titles.
        awaitTrouble(Trouble.Kind.TWO_FILES);
        awaitCalm();
        Files.delete(alice.folder.resolve("a plan.md"));

        alice.awaitText("a_plan", "Another plan.\n");
        awaitNoTrouble();
        assertEquals(plan, alice.page("a_plan").page());
        assertEquals(Set.of("NOTE.md", "a_plan.md"), alice.files());
    }

    @Test
    void aFileThatWasRenamedToATakenTitleKeepsItsPage() throws IOException {
        alice.create("a plan", "The plan.\n");
        var draft = alice.create("draft", "A draft.\n").page();
        alice.begin();
        alice.awaitFile("draft.md", "A draft.\n");
        alice.awaitFile("a plan.md", "The plan.\n");
        alice.awaitQuiet();
        Files.move(alice.folder.resolve("draft.md"), alice.folder.resolve("a_plan.md"));
        awaitTrouble(Trouble.Kind.TITLE_TAKEN);
        awaitCalm(); // Longer than a missing file waits.
        Files.delete(alice.folder.resolve("a plan.md"));

        alice.await(
                () -> alice.repository().page(draft).orElseThrow().displayTitle().equals("a_plan"),
                () -> "renamed");
        awaitNoTrouble();
        assertEquals(Optional.of("A draft.\n"), alice.text("a_plan"));
        assertEquals(1, alice.repository().pageCount());
    }

    /** Upper case makes one word of them; they are two titles, and two files where both can be. */
    @Test
    void titlesThatOnlyUpperCaseMakesOneAreTwoPages() throws IOException {
        alice.create("Masse", "Of weight.\n");
        alice.create("Ma\u00dfe", "Of length.\n");
        alice.begin();
        alice.awaitFile("Masse.md", "Of weight.\n");
        alice.awaitFile("Ma\u00dfe.md", "Of length.\n");
        alice.awaitQuiet();

        alice.save("Masse.md", "Of weight and mass.\n");
        alice.save("Ma\u00dfe.md", "Of length and width.\n");
        alice.awaitText("Masse", "Of weight and mass.\n");
        alice.awaitText("Ma\u00dfe", "Of length and width.\n");
        awaitNoTrouble();
        Files.delete(alice.folder.resolve("Masse.md"));
        alice.await(() -> alice.find("Masse").isEmpty(), () -> "Masse");
        Files.delete(alice.folder.resolve("Ma\u00dfe.md"));
        alice.await(() -> alice.find("Ma\u00dfe").isEmpty(), () -> "Ma\u00dfe");
    }
}
