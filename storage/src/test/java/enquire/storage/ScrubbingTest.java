package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.search.Search;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file of a data folder holds words that were taken out, whatever comes between. */
class ScrubbingTest extends SecretPages {

    ScrubbingTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void noFileHoldsTheWordsAndTheRestOfThePastIsAsItWas() throws Exception {
        PageId page = written();
        for (int i = 0; i < PastFolder.CHANGES_MIN; i++) {
            insert(alice, page, 0, i + " ");
        }
        insert(alice, page, 0, SECRET + " ");
        PageView whole = alice.page(page);
        alice.repository().archive().past(page);
        assertEquals(1, files(alice.folder().resolve("history")).size());
        for (int i = 0; i < 20; i++) { // Of fewer, Lucene would merge the file by itself.
            alice.create("Other " + i, "They stay in the index, in the same file.");
        }
        var line = alice.repository().lines().open(page, "tab", Optional.empty(), Optional.empty());
        try (Search search = Search.open(alice.folder().resolve("index"), alice.repository())) {
            await(() -> search.search(SECRET, 0, 5).hits().size() == 1);
        }
        alice.restart();
        List<String> before = holding(alice.folder(), SECRET);
        assertTrue(before.containsAll(List.of("wiki.db", "row of journal")), before.toString());
        assertTrue(before.stream().anyMatch(file -> file.startsWith("_")), before.toString());

        try (Search search = Search.open(alice.folder().resolve("index"), alice.repository())) {
            takeOut(page);

            assertEquals(List.of(), files(alice.folder().resolve("history")));
            await(() -> of(alice).scrubbing().indexOwed().isEmpty());
            assertEquals(List.of(), holding(alice.folder(), SECRET));
            assertEquals(0, search.search(SECRET, 0, 5).hits().size());
        }
        assertEquals(whole.text().replace(SECRET, ""), alice.text(page));
        assertEquals(
                Optional.of(whole.text().replace(SECRET, "█".repeat(SECRET.length()))),
                alice.repository().textAt(page, whole.version()));
        alice.restart();
        assertEquals(whole.text().replace(SECRET, ""), alice.text(page));
        insert(alice, page, 0, "on");
        assertTrue(
                alice.repository()
                                .lines()
                                .push(
                                        page,
                                        line.position().line(),
                                        line.position().version(),
                                        "tab",
                                        List.of())
                        instanceof Lines.Pushed.Gone);
    }

    /** It dies behind the commit: the next start cleans up. */
    @Test
    void whatIsOwedIsMadeUpForAtTheNextStart() throws Exception {
        PageId page = written();
        List<TakingOut.Named> named = of(alice).delete(page, SECRET);
        aliceHeard.of(page, named);
        of(alice).takeOut(page);
        alice.repository().records().values(Scrubbing.owed());

        alice.restart();

        await(() -> scrubbed(alice));
        assertTrue(of(alice).scrubbing().indexOwed().isPresent());
        assertEquals(List.of(), holding(alice.folder(), "Sword"));
    }

    /** Another redaction ends while the index is cleaned for the first. */
    @Test
    void whatOneRedactionOwesIsNotCrossedOutWithWhatAnotherOwed() throws Exception {
        Scrubbing scrubbing = of(alice).scrubbing();
        alice.repository().records().values(Scrubbing.owed());
        scrubbing.scrub().join();
        Bytes first = scrubbing.indexOwed().orElseThrow();
        alice.repository().records().values(Scrubbing.owed());
        scrubbing.scrub().join();

        scrubbing.indexDone(first);
        alice.create("Behind it", "in the same queue");

        assertTrue(scrubbing.indexOwed().isPresent());
        alice.restart();
        Bytes second = of(alice).scrubbing().indexOwed().orElseThrow();
        of(alice).scrubbing().indexDone(second);
        await(() -> of(alice).scrubbing().indexOwed().isEmpty());
        assertEquals(Map.of(), alice.repository().records().values("scrub/"));
    }

    /** Somebody else's program looks into the file. */
    @Test
    void filesThatCouldNotBeCleanedAreCleanedLaterInTheSameRun() throws Exception {
        PageId page = written();
        List<TakingOut.Named> named = of(alice).delete(page, SECRET);
        aliceHeard.of(page, named);
        try (var other =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + alice.folder().resolve("wiki.db"));
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            assertTrue(statement.executeQuery("SELECT count(*) FROM change").next());

            assertThrows(CompletionException.class, () -> of(alice).takeOut(page).join());
            assertFalse(scrubbed(alice));
        }

        of(alice).scrubbing().makeUp();

        await(() -> scrubbed(alice));
        assertEquals(List.of(), holding(alice.folder(), "Sword"));
    }

    @Test
    void whatIsKeptOfAPastIsOwedUntilItIsGone() throws Exception {
        PageId page = written();
        alice.repository().records().values(Scrubbing.owed(page));
        Path kept = alice.folder().resolve("history").resolve(page.toBytes().toHex());
        Path inTheWay = Files.createDirectories(kept.resolve("cannot be removed"));

        alice.restart();

        await(() -> scrubbed(alice));
        String owed = "scrub/past/" + page;
        assertTrue(alice.repository().records().values("scrub/").containsKey(owed));
        Files.delete(inTheWay);
        of(alice).scrubbing().makeUp();
        await(() -> !alice.repository().records().values("scrub/").containsKey(owed));
        assertFalse(Files.exists(kept));
    }

    /** It dies between the commit and the next step. */
    @Test
    void whatWasKeptOfThePastGoesAtTheNextStartAtTheLatest() throws Exception {
        PageId page = written();
        for (int i = 0; i < PastFolder.CHANGES_MIN; i++) {
            insert(alice, page, 0, i + " ");
        }
        alice.repository().archive().past(page);
        assertEquals(1, files(alice.folder().resolve("history")).size());
        alice.repository().records().values(Scrubbing.owed(page));

        alice.restart();

        assertEquals(List.of(), files(alice.folder().resolve("history")));
    }
}
