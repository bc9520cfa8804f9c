package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Repository;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports that were killed when their edits were on disk, and what is noted of hundreds of pages at
 * once was not: here they end without that.
 */
class UnnotedImportTest {

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void aPageThatWasDeletedHereStaysDeleted() throws Exception {
        killed("Rose", "A rose.\n");
        repository().delete(rose());

        String again = sent(zip("A rose.\n"));

        assertTrue(again.contains("\"kept\":1"), again);
        assertTrue(again.contains("was deleted here since it was imported"), again);
        assertEquals(404, alice.get(TestNode.wiki("/pages/Rose")).statusCode());
    }

    @Test
    void aPageThatWasEditedHereTakesWhatIsNewInTheVault() throws Exception {
        killed("Rose", "A rose.\n\nThe end.\n");
        alice.put(TestNode.wiki("/pages/Rose"), "A rose.\n\nThe end.\n\nEdited here.\n");

        String same = sent(zip("A rose.\n\nThe end.\n"));
        assertTrue(same.contains("\"unchanged\":1"), same);
        String changed = sent(zip("A red rose.\n\nThe end.\n"));

        assertTrue(changed.contains("\"updated\":1"), changed);
        assertEquals("A red rose.\n\nThe end.\n\nEdited here.\n", text());
    }

    /** Taken in once more after it was deleted, while a text of before is noted. */
    @Test
    void whatIsNotedOfAnEarlierTextCountsNoMore() throws Exception {
        sent(zip("A rose.\n"));
        alice.put(TestNode.wiki("/pages/Rose"), "A rose.\n\nEdited here.\n");
        sent(zip("A red rose.\n"));
        repository().delete(rose());
        killed("Rose", "A white rose.\n");
        PageId page = rose();
        repository().delete(page);

        String again = sent(zip("A white rose.\n"));

        assertTrue(again.contains("was deleted here since it was imported"), again);
        assertTrue(repository().page(page).orElseThrow().deleted());
    }

    /**
     * The last edit of a dump says other names of the page as well, and in a newer one does not.
     */
    @Test
    void aNewerDumpAddsItsEditsToAPageWithAnotherName() throws Exception {
        killed(dump(2));

        String same = sent(dump(2));
        assertTrue(same.contains("\"unchanged\":1"), same);
        String newer = sent(dump(3));

        assertTrue(newer.contains("\"updated\":1"), newer);
        assertFalse(newer.contains("edited here"), newer);
        assertTrue(text().contains("rose 2"), text());
        assertTrue(sent(dump(3)).contains("\"unchanged\":1"));
    }

    @Test
    void aPageWithAPastThatWasEditedHereTakesTheNewestText() throws Exception {
        killed(dump(2));
        String edited = text() + "\nEdited here.\n";
        alice.put(TestNode.wiki("/pages/Rose"), edited);

        String newer = sent(dump(3));

        assertTrue(newer.contains("\"updated\":1"), newer);
        assertTrue(newer.contains("edited here, so what is new came as one edit"), newer);
        assertEquals(edited.replace("rose 1", "rose 2"), text());
    }

    private void killed(String title, String text) {
        var memory =
                new ImportMemory(repository().records(), repository().archive().takingOut()::left);
        new PageWriting(repository(), memory, new Outcomes(), problem -> {})
                .write(VaultPage.of(title + ".md", new Title(title), text), Map.of());
    }

    private void killed(byte[] dump) throws Exception {
        var memory =
                new ImportMemory(repository().records(), repository().archive().takingOut()::left);
        var file = new Vault.Entry("dump.xml", dump.length, () -> new ByteArrayInputStream(dump));
        MediaWikiPages pages =
                MediaWikiPages.look(file, Long.MAX_VALUE, problem -> {}, (step, done, of) -> {});
        try (var writers = new WritersAtOnce()) {
            pages.each(
                    new PageSink(
                            repository(),
                            memory,
                            new Outcomes(),
                            problem -> {},
                            new ImportedFiles(repository().blobs(), List.of(), 0, problem -> {}),
                            new LinkCheck(repository(), pages),
                            writers,
                            () -> {}));
            writers.finish();
        }
    }

    private Repository repository() {
        return alice.node().wikis().getFirst().repository();
    }

    private PageId rose() {
        return repository().find(new Title("Rose").key()).orElseThrow();
    }

    private String text() {
        return repository().page(rose()).orElseThrow().text();
    }

    /** One page of so many edits, and another name of it. */
    private static byte[] dump(int edits) {
        var dump = new StringBuilder("<mediawiki><page><title>Rose</title>");
        for (int i = 0; i < edits; i++) {
            dump.append("<revision><text>rose ").append(i).append("</text></revision>");
        }
        dump.append("</page><page><title>Briar</title><redirect title=\"Rose\" />");
        dump.append("<revision><text>#REDIRECT [[Rose]]</text></revision></page></mediawiki>");
        return dump.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String text) throws Exception {
        return Packed.zip(Map.of("Rose.md", text.getBytes(StandardCharsets.UTF_8)));
    }

    private String sent(byte[] file) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import"), file).body();
        return answer.substring(answer.stripTrailing().lastIndexOf('\n') + 1);
    }
}
