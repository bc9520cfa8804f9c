package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * File systems that do not tell case apart, nor how an accent is written, and give names back
 * changed.
 */
class OtherFileSystemsTest extends OtherDisk {

    private static final int DISK_BYTES = 1_000_000;

    OtherFileSystemsTest() {
        super(Configuration.osX().toBuilder().setMaxSize(DISK_BYTES).build());
    }

    @BeforeEach
    void begin() {
        mirror.start();
    }

    private static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitText(String title, String text) {
        alice.await(
                mirror,
                () -> alice.text(title).equals(Optional.of(text)),
                () -> title + alice.text(title));
    }

    @Test
    void anAccentMayComeBackInTwoCharacters() throws IOException {
        alice.create("Café", "Open.\n");
        awaitFile("Café.md", "Open.\n");

        Path decomposed = folder.resolve(Normalizer.normalize("Café.md", Normalizer.Form.NFD));
        Files.writeString(decomposed, "Closed.\n");

        awaitText("Café", "Closed.\n");
        assertEquals(1, alice.repository().pageCount());
    }

    @Test
    void aNameInAnotherCaseIsTheSamePage() throws IOException {
        PageView page = alice.create("harbour", "The winch holds.\n");
        awaitFile("harbour.md", "The winch holds.\n");

        Files.move(folder.resolve("harbour.md"), folder.resolve("between.md"));
        Files.move(folder.resolve("between.md"), folder.resolve("Harbour.md"));

        alice.await(
                mirror,
                () ->
                        alice.find("harbour")
                                .filter(now -> now.title().value().equals("Harbour"))
                                .isPresent(),
                () -> alice.find("harbour").toString());
        assertEquals(page.page(), alice.page("harbour").page());
        assertEquals(1, alice.repository().pageCount());
    }

    @Test
    void onAFullDiskTheFileStaysWholeAndFollowsWhenThereIsRoom() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        awaitFile("Harbour.md", "The winch holds.\n");
        Path filler = folder.resolve("filler.bin");
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[1_000]);
            }
        } catch (IOException full) {
            alice.edit("Harbour", "holds", "slips".repeat(2_000));
        }

        alice.await(
                mirror,
                () ->
                        mirror.status().troubles().stream()
                                .anyMatch(each -> each.kind() == Trouble.Kind.CANNOT_WRITE),
                () -> "trouble");
        assertEquals(Optional.of("The winch holds.\n"), file("Harbour.md"));
        alice.edit("Harbour", "The", "That"); // What was planned before never came into the file.

        Files.delete(filler);
        awaitFile("Harbour.md", "That winch " + "slips".repeat(2_000) + ".\n");
        alice.await(mirror, () -> mirror.status().troubleCount() == 0, () -> "no trouble");
        Path aside = folder.resolve(Folder.OWN).resolve("aside");
        alice.await(
                mirror, () -> isEmpty(aside), () -> "what was replaced is looked at to the end");
        awaitText("Harbour", "That winch " + "slips".repeat(2_000) + ".\n");
    }

    @Test
    void aPageIsRenamedToAnotherCase() {
        PageView page = alice.create("harbour", "The winch holds.\n");
        awaitFile("harbour.md", "The winch holds.\n");

        alice.repository().rename(page.page(), new Title("HARBOUR"));

        awaitListed("HARBOUR.md");
        assertTrue(file("HARBOUR.md").isPresent());
        assertEquals(1, alice.repository().pageCount());
    }

    /** Without a rename to a free name only, the old name is one more of the same file. */
    @Test
    void whatIsWrittenIntoAFileThatWasJustRenamedStandsInThePageOnce() throws IOException {
        PageView page = alice.create("Harbour", "The winch holds.\n");
        awaitFile("Harbour.md", "The winch holds.\n");

        alice.repository().rename(page.page(), new Title("Quay"));
        awaitFile("Quay.md", "The winch holds.\n");
        Files.writeString(folder.resolve("Quay.md"), "Oil it.\n", StandardOpenOption.APPEND);
        awaitText("Quay", "The winch holds.\nOil it.\n");
        alice.edit("Quay", "The", "That");

        awaitFile("Quay.md", "That winch holds.\nOil it.\n");
        Path aside = folder.resolve(Folder.OWN).resolve("aside");
        alice.await(
                mirror, () -> isEmpty(aside), () -> "what was replaced is looked at to the end");
        assertEquals(Optional.of("That winch holds.\nOil it.\n"), alice.text("Quay"));
    }
}
