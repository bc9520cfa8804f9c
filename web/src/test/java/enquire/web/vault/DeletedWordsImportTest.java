package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Past;
import enquire.storage.Repository;
import enquire.storage.Version;
import enquire.web.TestNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that hold words still that were taken out for good of a page that was deleted or renamed
 * since.
 */
class DeletedWordsImportTest {

    private static final String SECRET = "7XQ-113";

    private static final String TEXT = "The key: 7XQ-113.\n\nA rose.\n";

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void whatIsNewInAFileComesBackWithoutThem() throws Exception {
        assertTrue(sent("Rose", TEXT).contains("\"created\":1"));
        redactAndDelete("Rose");

        String changed = sent("Rose", TEXT.replace("A rose", "A red rose"));

        assertTrue(changed.contains("\"updated\":1"), changed);
        String text = alice.get(TestNode.wiki("/pages/Rose")).body();
        assertTrue(text.contains("A red rose."), text);
        assertNowhere(page("Rose"));
        assertTrue(
                sent("Rose", TEXT.replace("A rose", "A red rose")).contains("\"unchanged\":1"),
                text);
    }

    @Test
    void aFileOfWhichNobodyCanTellThemLeavesThePageDeleted() throws Exception {
        sent("Rose", TEXT);
        PageId rose = redactAndDelete("Rose");

        String half = sent("Rose", TEXT.replace("7XQ-113", "7XQ-113, not 7XQ-112"));

        assertKept(half, rose);
    }

    @Test
    void soDoesOneOfSomebodyWhoImportsItForTheFirstTime() throws Exception {
        repository().create(new Title("Rose"), TEXT);
        PageId rose = redactAndDelete("Rose");

        assertKept(sent("Rose", TEXT + "\nMine.\n"), rose);
        String dump = sent(dump("A rose.", "The key: " + SECRET + ".", "A rose again."));
        assertKept(dump, rose);
    }

    @Test
    void aNewerDumpDoesNotWriteThePastOfThePageAnew() throws Exception {
        String[] edits = {
            "The key: 7XQ-113.", "The key: 7XQ-113.\n\nA rose.", "The key: 7XQ-113.\n\nA red rose."
        };
        assertTrue(sent(dump(edits[0], edits[1])).contains("\"created\":1"));
        PageId rose = redactAndDelete("Rose");

        String newer = sent(dump(edits));

        assertNowhere(rose);
        assertTrue(newer.contains("\"updated\":1"), newer);
        String text = alice.get(TestNode.wiki("/pages/Rose")).body();
        assertTrue(text.contains("A red rose."), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rose", "Draft"})
    void aRenamedPageIsKnownByWhatItWasCalledWhereNothingIsNoted(String first) throws Exception {
        PageId rose = repository().create(new Title(first), TEXT).page();
        repository().rename(rose, new Title("Rose"));
        redact(rose);
        repository().rename(rose, new Title("Lily"));

        for (byte[] file :
                List.of(zip("Rose", TEXT + "\nMine.\n"), dump(TEXT, "A rose. " + TEXT))) {
            String report = sent(file);
            assertTrue(report.contains("\"kept\":1"), report);
            assertTrue(report.contains("“Lily” was or is also called so"), report);
            assertFalse(report.contains("renamed here since it was imported"), report);
        }
        assertTrue(repository().find(new Title("Rose").key()).isEmpty());
        assertNowhere(rose);
        assertTrue(sent("Dog rose", TEXT).contains("\"created\":1"));
    }

    @Test
    void soIsOneThatWasDeletedAfterItWasRenamed() throws Exception {
        PageId rose = repository().create(new Title("Draft"), TEXT).page();
        repository().rename(rose, new Title("Rose"));
        redact(rose);
        repository().delete(rose);

        assertKept(sent("Rose", TEXT + "\nMine.\n"), rose);
        repository().restore(rose);
        repository().rename(rose, new Title("Lily"));
        repository().delete(rose);
        String report = sent("Rose", TEXT + "\nMine.\n");
        assertTrue(report.contains("“Lily” was deleted here, and words"), report);
        assertNowhere(rose);
    }

    private void assertKept(String report, PageId page) throws Exception {
        assertTrue(report.contains("\"kept\":1"), report);
        assertTrue(report.contains("“Rose” was deleted here, and words were taken out"), report);
        assertEquals(404, alice.get(TestNode.wiki("/pages/Rose")).statusCode());
        assertNowhere(page);
    }

    /** Neither in its text nor in its past. */
    private void assertNowhere(PageId page) {
        Past past = repository().archive().past(page);
        for (int i = 0; i < past.size(); i++) {
            var version = new Version(Heads.of(List.of(past.changes().hash(i))), 0);
            String text = repository().textAt(page, version).orElseThrow();
            assertFalse(text.contains(SECRET), text);
        }
        String text = repository().page(page).orElseThrow().text();
        assertFalse(text.contains(SECRET), text);
    }

    private PageId redactAndDelete(String title) {
        PageId page = page(title);
        redact(page);
        repository().delete(page);
        return page;
    }

    private void redact(PageId page) {
        alice.node().wikis().getFirst().redacting().redact(page, SECRET).clean().join();
        assertNowhere(page);
    }

    private PageId page(String title) {
        return repository().find(new Title(title).key()).orElseThrow();
    }

    private Repository repository() {
        return alice.node().wikis().getFirst().repository();
    }

    private static byte[] dump(String... edits) {
        var dump = new StringBuilder("<mediawiki><page><title>Rose</title>");
        for (String edit : edits) {
            dump.append("<revision><text>").append(edit).append("</text></revision>");
        }
        return dump.append("</page></mediawiki>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private String sent(String title, String text) throws Exception {
        return sent(zip(title, text));
    }

    private static byte[] zip(String title, String text) throws IOException {
        return Packed.zip(Map.of(title + ".md", text.getBytes(StandardCharsets.UTF_8)));
    }

    private String sent(byte[] file) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import"), file).body();
        return answer.substring(answer.stripTrailing().lastIndexOf('\n') + 1);
    }
}
