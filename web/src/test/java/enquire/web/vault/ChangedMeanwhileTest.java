package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import enquire.web.pages.Times;
import enquire.web.site.Site;
import enquire.web.wiki.Manifest;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.Wikis;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to pages and files behind the first one, while an export writes that. */
class ChangedMeanwhileTest {

    @AutoClose private TestNode alice;
    private Wiki wiki;
    private Repository repository;
    private PageId anchor;
    private PageId boat;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void fill(@TempDir Path data) {
        alice = TestNode.withWiki(data);
        wiki = alice.node().wiki("w").orElseThrow();
        repository = wiki.repository();
        anchor = repository.create(new Title("Anchor"), "See [[Boat]].\n").page();
        boat = repository.create(new Title("Boat"), "![[boat.png]]\n").page();
    }

    /** After the first page. */
    private static ExportProgress then(Runnable change) {
        return (done, of) -> {
            if (done == 1) {
                change.run();
            }
        };
    }

    private ExportSummary markdown(Runnable change) throws IOException {
        return new MarkdownExport(wiki, new ExportArchive(out), then(change)).write();
    }

    private Map<String, String> written() throws IOException {
        var written = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                written.put(
                        entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return written;
    }

    @Test
    void aFileThatIsTakenOutIsNamedAndNotWritten() throws Exception {
        var stored = repository.blobs().add(new ByteArrayInputStream(new byte[] {1, 2, 3}), 100);
        BlobId picture = stored.blob();
        String manifest = Manifest.of("boat.png", Optional.empty(), stored).toJson();
        repository.attach(boat, Map.of(picture, manifest));

        ExportSummary summary =
                markdown(() -> {
                    wiki.redacting().files().redact(boat, picture);
                    assertTrue(repository.blobs().file(picture).isEmpty());
                });

        assertEquals(
                List.of(
                        new ExportSummary.Left(
                                "files/boat.png", "it was taken out of the wiki for good")),
                summary.leftOut());
        assertEquals(0, summary.files());
        assertEquals("![[boat.png]]\n", written().get("Boat.md"));
        assertTrue(written().keySet().stream().noneMatch(name -> name.endsWith(".png")));
    }

    @Test
    void aPageThatIsRenamedIsInTheMarkdownUnderTheTitleThatLinksName() throws Exception {
        ExportSummary summary = markdown(() -> repository.rename(boat, new Title("Curlew")));

        assertEquals(2, summary.pages());
        assertEquals("See [[Boat]].\n", written().get("Anchor.md"));
        assertEquals("![[boat.png]]\n", written().get("Boat.md"));
    }

    @Test
    void aPageThatIsRenamedIsNotOnTheSiteAndNamed() throws Exception {
        var renderer = new PageRenderer(new Wikis(alice.node()));
        var times = new Times(InstantSource.system(), ZoneOffset.UTC);
        ExportProgress change = then(() -> repository.rename(boat, new Title("Curlew")));

        ExportSummary summary =
                new Site(wiki, renderer, times, new ExportArchive(out), change).write();

        assertEquals(1, summary.pages());
        assertEquals("Curlew", summary.leftOut().getFirst().what());
        assertTrue(
                summary.leftOut().getFirst().why().startsWith("The page was given this title"),
                () -> summary.leftOut().toString());
        assertTrue(written().keySet().stream().noneMatch(name -> name.contains("Curlew")));
    }
}
