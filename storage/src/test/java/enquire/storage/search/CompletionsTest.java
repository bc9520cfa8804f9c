package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionsTest {

    @AutoClose private final SmallWiki wiki;

    CompletionsTest(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
    }

    @Test
    void prefixComesBeforeWordPrefixBeforeResemblance() throws IOException {
        wiki.write("Wench tales", "");
        wiki.write("Oiling a winch", "");
        wiki.write("Winch service", "");
        wiki.write("Anchor", "");

        assertEquals(
                List.of("Winch service", "Oiling a winch", "Wench tales"),
                wiki.completions("winch"));
    }

    @Test
    void theTitleItselfComesFirstHoweverOldItIs() throws IOException {
        wiki.write("Boat", "");
        wiki.write("Boathouse", "");
        wiki.write("Boats", "");

        assertEquals(List.of("Boat", "Boats", "Boathouse"), wiki.completions("boat"));
    }

    @Test
    void aPageComesBeforeThoseBelowItHoweverOldItIs() throws IOException {
        wiki.write("Tour", "");
        wiki.write("Tourists", "");
        wiki.write("Tour/Invite", "");
        wiki.write("Tour/Invite/Again", "");

        assertEquals(
                List.of("Tourists", "Tour", "Tour/Invite/Again", "Tour/Invite"),
                wiki.completions("tou"));
        assertEquals(List.of("Tour/Invite", "Tour/Invite/Again"), wiki.completions("tour/i"));
    }

    @Test
    void ofEqualsTheMostRecentlyChangedComesFirst() throws IOException {
        PageId minutes = wiki.write("Minutes 1", "");
        wiki.write("Minutes 2", "");
        assertEquals(List.of("Minutes 2", "Minutes 1"), wiki.completions("min"));

        wiki.write(minutes, "Minutes 1", "changed");
        assertEquals(List.of("Minutes 1", "Minutes 2"), wiki.completions("min"));
    }

    @Test
    void severalWordsMayBeBegunInAnyOrder() throws IOException {
        wiki.write("Notes of the March meeting", "");
        wiki.write("March", "");

        assertEquals(List.of("Notes of the March meeting"), wiki.completions("mee mar"));
    }

    @Test
    void slipsAreForgivenInWordsLongEnough() throws IOException {
        wiki.write("Maintenance", "");
        wiki.write("Sea", "");

        assertEquals(List.of("Maintenance"), wiki.completions("mantenance"));
        assertEquals(List.of("Maintenance"), wiki.completions("miantenace"));
        assertEquals(List.of("Maintenance"), wiki.completions("maitne"));
        assertEquals(List.of("Sea"), wiki.completions("see"));
        assertEquals(List.of(), wiki.completions("xy"));
        assertEquals(List.of(), wiki.completions("submarine"));
    }

    @Test
    void lettersInOrderAreTheLastResort() throws IOException {
        wiki.write("Slipway repair", "");
        wiki.write("Wikilinks", "");

        assertEquals(List.of("Slipway repair"), wiki.completions("slprp"));
        assertEquals(List.of("Wikilinks"), wiki.completions("wik li"));
        assertEquals(List.of(), wiki.completions("prsl"));

        wiki.write("Slprp", "");
        assertEquals(List.of("Slprp"), wiki.completions("slprp"));
    }

    @Test
    void caseAccentsAndUnderscoresDoNotMatter() throws IOException {
        wiki.write("Über uns", "");

        assertEquals(List.of("Über uns"), wiki.completions("ÜBER_U"));
        assertEquals(List.of("Über uns"), wiki.completions("uber"));
    }

    @Test
    void chineseAndJapaneseTitlesAreCompletedFromTheirMiddle() throws IOException {
        wiki.write("東京都の写真", "");

        assertEquals(List.of("東京都の写真"), wiki.completions("東"));
        assertEquals(List.of("東京都の写真"), wiki.completions("写真"));
        assertEquals(List.of("東京都の写真"), wiki.completions("京都"));
    }

    @Test
    void pagesInFoldersAreCompletedByEachPartOfTheirTitle() throws IOException {
        wiki.write("Projects/Boat/Engine", "");

        assertEquals(List.of("Projects/Boat/Engine"), wiki.completions("proj"));
        assertEquals(List.of("Projects/Boat/Engine"), wiki.completions("engine"));
        assertEquals(List.of("Projects/Boat/Engine"), wiki.completions("projects/bo"));
    }

    @Test
    void nothingTypedIsCompletedByTheNewest() throws IOException {
        wiki.write("First", "");
        wiki.write("Second", "");

        assertEquals(List.of("Second", "First"), wiki.completions(" "));
    }

    @Test
    void neitherRemovedNorRenamedPagesAreCompletedByTheirOldTitle() throws IOException {
        PageId page = wiki.write("Boat", "");
        wiki.write(page, "Ship", "", "Boat");
        assertEquals(List.of(), wiki.completions("boat"));
        assertEquals(List.of("Ship"), wiki.completions("shi"));

        wiki.remove(page);
        assertEquals(List.of(), wiki.completions("ship"));
    }
}
