package enquire.web.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret was taken out of a wiki, and repositories were made before and after. */
class TakenOutCommitsTest {

    private static final GitExport.Progress NOBODY = (step, done, of) -> {};

    @TempDir Path folder;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));

    private TestNode alice;
    private Wiki wiki;
    private Path repository;

    @BeforeEach
    void start() {
        alice =
                TestNode.start(
                        TestNode.settings(folder.resolve("alice"), "Alice", () -> now.get()));
        wiki = alice.node().create("W");
        repository = folder.resolve("history");
    }

    @AfterEach
    void stop() {
        alice.close();
    }

    @Test
    void commitsThatHoldWordsAreNamedAndANewRepositoryHasNone() throws Exception {
        PageView keys = wiki.repository().create(new Title("Keys"), "Nothing yet.\n");
        later();
        wiki.repository().create(new Title("Other"), "hunter2 is a film.\n");
        later();
        keys = write(keys, "Safe: hunter2.\n");
        later();
        wiki.repository().rename(keys.page(), new Title("Keys of the house"));
        later();
        write(keys, "Safe: hunter2. Box: 7.\n");
        assertEquals(TakenOut.NOTHING, export(repository).takenOut());

        later();
        wiki.redacting().redact(keys.page(), "hunter2").clean().get();

        for (int again = 0; again < 2; again++) {
            TakenOut found = export(repository).takenOut();
            assertEquals(
                    List.of("Edit Keys of the house", "Rename Keys to Keys of the house"),
                    found.named().stream()
                            .map(name -> name.replaceFirst("[0-9a-f]{12} ", ""))
                            .toList());
            assertEquals(2, found.commits());
            assertTrue(
                    found.sentence()
                            .startsWith(
                                    "2 commits of this repository hold what was taken out of the wiki for good later."),
                    found.sentence());
        }

        Path fresh = folder.resolve("fresh");
        assertEquals(TakenOut.NOTHING, export(fresh).takenOut());
        assertEquals(TakenOut.NOTHING, export(fresh).takenOut());
        later();
        write(keys, "Safe: gone. Box: 7.\n");
        export(fresh);
        within();
        write(keys, "Safe: gone. Box: 8.\n");
        assertEquals(TakenOut.NOTHING, export(fresh).takenOut(), "a session that went on");
        assertEquals(TakenOut.NOTHING, export(fresh).takenOut());
    }

    /** All in one second, as an import writes them. */
    @Test
    void ofManyEditsOfOneSecondThoseThatHoldWordsAreNamed() throws Exception {
        var dump = new StringBuilder("<mediawiki><page><title>Keys</title>");
        int day = 1;
        for (String text : List.of("Safe.", "Safe: hunter2.", "Safe: hunter2. Box.", "Box.")) {
            dump.append("<revision><timestamp>2011-03-0%dT05:06:00Z</timestamp>".formatted(day++))
                    .append("<contributor><username>Carol</username></contributor><text>")
                    .append(text)
                    .append("</text></revision>");
        }
        byte[] sent =
                dump.append("</page></mediawiki>").toString().getBytes(StandardCharsets.UTF_8);
        alice.send("POST", TestNode.wiki("/import"), sent);
        assertEquals(4, export(repository).commits());
        later();
        PageView keys =
                wiki.repository()
                        .page(wiki.repository().find(new Title("Keys").key()).orElseThrow())
                        .orElseThrow();

        wiki.redacting().redact(keys.page(), "hunter2").clean().get();

        assertEquals(2, export(repository).takenOut().commits());
        assertEquals(TakenOut.NOTHING, export(folder.resolve("fresh")).takenOut());
    }

    @Test
    void aCommitThatHoldsAFileIsNamed() throws Exception {
        PageView keys = wiki.repository().create(new Title("Keys"), "Nothing yet.\n");
        alice.post(TestNode.wiki("/files?page=Keys&name=plan.txt"), "the secret plan");
        alice.post(TestNode.wiki("/files?page=Keys&name=map.txt"), "a map");
        assertEquals(TakenOut.NOTHING, export(repository).takenOut());

        BlobId plan =
                new BlobId(Bytes.of("the secret plan".getBytes(StandardCharsets.UTF_8)).sha256());
        wiki.redacting().files().redact(keys.page(), plan);

        assertEquals(1, export(repository).takenOut().commits());
        assertEquals(1, export(repository).takenOut().commits());
        assertEquals(TakenOut.NOTHING, export(folder.resolve("fresh")).takenOut());
        assertEquals(TakenOut.NOTHING, export(folder.resolve("fresh")).takenOut());
    }

    private GitExport.Report export(Path to) throws IOException {
        return GitExport.write(wiki, to, NOBODY);
    }

    private PageView write(PageView page, String text) {
        return wiki.repository()
                .write(
                        page.page(),
                        wiki.repository().page(page.page()).orElseThrow().version(),
                        text);
    }

    /** Who writes on after it has begun anew. */
    private void later() {
        now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    }

    private void within() {
        now.updateAndGet(time -> time.plusSeconds(20));
    }
}
