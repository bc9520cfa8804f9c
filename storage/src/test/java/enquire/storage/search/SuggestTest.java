package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestTest {

    private SmallWiki wiki;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
    }

    @AfterEach
    void close() throws IOException {
        wiki.close();
    }

    @Test
    void prefixComesBeforeWordPrefixBeforeResemblance() throws IOException {
        wiki.write("Wench tales", "");
        wiki.write("Oiling a winch", "");
        wiki.write("Winch service", "");
        wiki.write("Anchor", "");

        assertEquals(
                List.of("Winch service", "Oiling a winch", "Wench tales"), wiki.suggest("winch"));
    }

    @Test
    void theTitleItselfComesFirstHoweverOldItIs() throws IOException {
        wiki.write("Boat", "");
        wiki.write("Boathouse", "");
        wiki.write("Boats", "");

        assertEquals(List.of("Boat", "Boats", "Boathouse"), wiki.suggest("boat"));
    }

    @Test
    void ofEqualsTheMostRecentlyChangedComesFirst() throws IOException {
        PageId minutes = wiki.write("Minutes 1", "");
        wiki.write("Minutes 2", "");
        assertEquals(List.of("Minutes 2", "Minutes 1"), wiki.suggest("min"));

        wiki.write(minutes, "Minutes 1", "changed");
        assertEquals(List.of("Minutes 1", "Minutes 2"), wiki.suggest("min"));
    }

    @Test
    void severalWordsMayBeBegunInAnyOrder() throws IOException {
        wiki.write("Notes of the March meeting", "");
        wiki.write("March", "");

        assertEquals(List.of("Notes of the March meeting"), wiki.suggest("mee mar"));
    }

    @Test
    void slipsAreForgivenInWordsLongEnough() throws IOException {
        wiki.write("Maintenance", "");
        wiki.write("Sea", "");

        assertEquals(List.of("Maintenance"), wiki.suggest("mantenance"));
        assertEquals(List.of("Maintenance"), wiki.suggest("miantenace"));
        assertEquals(List.of("Maintenance"), wiki.suggest("maitne"));
        assertEquals(List.of("Sea"), wiki.suggest("see"));
        assertEquals(List.of(), wiki.suggest("xy"));
        assertEquals(List.of(), wiki.suggest("submarine"));
    }

    @Test
    void caseAccentsAndUnderscoresDoNotMatter() throws IOException {
        wiki.write("Über uns", "");

        assertEquals(List.of("Über uns"), wiki.suggest("ÜBER_U"));
        assertEquals(List.of("Über uns"), wiki.suggest("uber"));
    }

    @Test
    void chineseAndJapaneseTitlesAreSuggestedFromTheirMiddle() throws IOException {
        wiki.write("東京都の写真", "");

        assertEquals(List.of("東京都の写真"), wiki.suggest("東"));
        assertEquals(List.of("東京都の写真"), wiki.suggest("写真"));
        assertEquals(List.of("東京都の写真"), wiki.suggest("京都"));
    }

    @Test
    void pagesInFoldersAreSuggestedByEachPartOfTheirTitle() throws IOException {
        wiki.write("Projects/Boat/Engine", "");

        assertEquals(List.of("Projects/Boat/Engine"), wiki.suggest("proj"));
        assertEquals(List.of("Projects/Boat/Engine"), wiki.suggest("engine"));
        assertEquals(List.of("Projects/Boat/Engine"), wiki.suggest("projects/bo"));
    }

    @Test
    void nothingTypedSuggestsTheNewest() throws IOException {
        wiki.write("First", "");
        wiki.write("Second", "");

        assertEquals(List.of("Second", "First"), wiki.suggest(" "));
    }

    @Test
    void neitherRemovedNorRenamedPagesAreSuggestedByTheirOldTitle() throws IOException {
        PageId page = wiki.write("Boat", "");
        wiki.write(page, "Ship", "", "Boat");
        assertEquals(List.of(), wiki.suggest("boat"));
        assertEquals(List.of("Ship"), wiki.suggest("shi"));

        wiki.remove(page);
        assertEquals(List.of(), wiki.suggest("ship"));
    }
}
