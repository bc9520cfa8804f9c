package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.Title;
import enquire.storage.Repository;
import enquire.storage.Version;
import enquire.web.TestNode;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.wiki.NewWiki;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever brings a vault into a new wiki finds the vault's first page first. */
class TourGivesWayTest {

    private static final String API = "/-/api/v1/wikis/garden";

    @TempDir Path folder;

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void theHomeOfAVaultTakesThePlaceOfTheToursAndTheToursIsInItsPast() throws Exception {
        Repository garden = garden(Language.ENGLISH);
        String tour = alice.get(API + "/pages/Home").body();
        Files.writeString(folder.resolve("Home.md"), "Mine: [[Gone]]");

        ImportReport report = imported(garden);

        assertEquals(1, report.updated(), report.toString());
        assertEquals(0, report.problems().size(), report.toString());
        assertEquals("Mine: [[Gone]]", alice.get(API + "/pages/Home").body());
        JsonNode revisions = alice.json(API + "/pages/Home/history").path("revisions");
        String first = revisions.path(revisions.size() - 1).path("version").asText();
        assertEquals(2, revisions.size(), revisions.toString());
        assertEquals(
                tour,
                garden.textAt(
                                garden.find(new Title("Home").key()).orElseThrow(),
                                Version.parse(first).orElseThrow())
                        .orElseThrow());
        assertEquals(1, imported(garden).unchanged());
    }

    @Test
    void theGermanOneAsWell() throws Exception {
        Repository garden = garden(Language.GERMAN);
        Files.writeString(folder.resolve("Startseite.md"), "Meins");

        assertEquals(1, imported(garden).updated());
        assertEquals("Meins", alice.get(API + "/pages/Startseite").body());
    }

    @Test
    void aHomeThatSomebodyWroteInStays() throws Exception {
        Repository garden = garden(Language.ENGLISH);
        String written = alice.get(API + "/pages/Home").body() + "And this.\n";
        alice.put(API + "/pages/Home", written);
        Files.writeString(folder.resolve("Home.md"), "Mine");

        ImportReport report = imported(garden);

        assertEquals(1, report.kept(), report.toString());
        assertEquals(written, alice.get(API + "/pages/Home").body());
        assertTrue(report.problems().getFirst().why().contains("another text"), report.toString());
    }

    private Repository garden(Language language) throws Exception {
        NewWiki.Made made = Speaking.in(language, () -> NewWiki.withTour(alice.node(), "Garden"));
        return made.wiki().repository();
    }

    private ImportReport imported(Repository garden) throws Exception {
        return Imports.folder(garden, folder, Imports.Wish.NONE, (step, done, of) -> {});
    }
}
