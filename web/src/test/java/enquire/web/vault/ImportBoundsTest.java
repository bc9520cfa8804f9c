package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.storage.Repository;
import enquire.web.TestNode;
import enquire.web.http.ProblemException;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.wiki.FileLimits;
import java.io.ByteArrayInputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too large, too much or damaged is named, and everything beside it is imported. */
class ImportBoundsTest {

    private static final long GIGABYTE = 1L << 30;

    private static final Imports.Wish NO_WISH = Imports.Wish.NONE;

    @TempDir Path folder;

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void aFolderOfMoreFilesThanAreTakenIsRefusedBeforeAnythingIsRead() throws Exception {
        Files.createDirectories(folder.resolve("a/.hidden"));
        for (int i = 0; i < 7; i++) {
            Files.writeString(folder.resolve("a/" + i + ".md"), "x");
        }

        // The folder itself, the one in it, a hidden one, and files.
        assertEquals(7, FolderVault.read(folder, 10).entries().size());
        var refused = assertThrows(ProblemException.class, () -> FolderVault.read(folder, 9));
        assertEquals(413, refused.problem().status());
        assertTrue(refused.getMessage().contains("Nothing was imported"), refused.getMessage());
    }

    @Test
    void aPageAndAPictureOfAGigabyteInAFolderAreNamedAndTheOthersCome() throws Exception {
        Files.writeString(folder.resolve("Small.md"), "fine ![](film.mp4)");
        for (String name : List.of("Large.md", "film.mp4")) {
            try (var file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                file.setLength(GIGABYTE);
            }
        }

        ImportReport report = Imports.folder(repository(), folder, NO_WISH, (step, done, of) -> {});

        assertEquals(1, report.created(), report.toString());
        assertEquals(
                Set.of(
                        "Large.md: longer than a page can be (1,048,576 characters)",
                        "film.mp4: larger than 25 MB"),
                problems(report));
        assertEquals(25, FileLimits.BYTES_MAX >> 20);
    }

    @Test
    void aLargePageInAZipFileIsNamedAndTheOthersCome() throws Exception {
        byte[] large = "x".repeat(20_000_000).getBytes(StandardCharsets.UTF_8);

        String report = sent(Packed.zip(Map.of("Large.md", large, "Small.md", "fine".getBytes())));

        assertTrue(report.contains("\"created\":1"), report);
        assertTrue(report.contains("longer than a page can be"), report);
    }

    @Test
    void aLongTextOfADumpIsNamedAndTheOthersCome() throws Exception {
        // Ten times the longest page; with 1 GB by hand (docs/TESTING.md).
        int chars = 10 * Repository.TEXT_CHARS_MAX;
        String dump = "<mediawiki>" + page("Long", "x".repeat(chars)) + page("Short", "fine") + END;

        String report = sent(dump.getBytes(StandardCharsets.UTF_8));

        assertTrue(report.contains("\"created\":1"), report);
        assertTrue(
                report.contains("the text of 1 of its versions was deleted, or is longer"), report);
        assertEquals(1, pages());
    }

    @Test
    void theNewestEditsOfAPageComeAndTheReportSaysHowMany() throws Exception {
        int edits = MediaWikiPages.EDITS_MAX + 3;
        var dump = new StringBuilder("<mediawiki><page><title>Rose</title>");
        for (int i = 1; i <= edits; i++) {
            dump.append("<revision><text>edit ").append(i).append("</text></revision>");
        }
        byte[] bytes = dump.append("</page>" + END).toString().getBytes(StandardCharsets.UTF_8);
        var file = new Vault.Entry("dump.xml", bytes.length, () -> new ByteArrayInputStream(bytes));
        var problems = new ArrayList<ImportReport.Problem>();
        var came = new ArrayList<String>();

        MediaWikiPages pages =
                MediaWikiPages.look(file, Long.MAX_VALUE, problems::add, (step, done, of) -> {});
        pages.each(new Edits(came));

        assertEquals(MediaWikiPages.EDITS_MAX, came.size());
        assertEquals("edit 4", came.getFirst().strip());
        assertEquals("edit " + edits, came.getLast().strip());
        assertEquals(
                "the newest 2,000 of its 2,003 versions were imported", problems.getFirst().why());
    }

    /** A long edit is several changes, and one step with its summary. */
    @Test
    void editsThatChangeTooMuchComeAsOne() throws Exception {
        var dump = new StringBuilder("<mediawiki><page><title>Rose</title>");
        for (int i = 1; i <= 4; i++) {
            dump.append(
                    "<revision><timestamp>200%d-03-04T05:06:07Z</timestamp><text>%s</text></revision>"
                            .formatted(i, ("abcd".charAt(i - 1) + " ").repeat(100_000)));
        }

        String report = sent((dump + "</page>" + END).getBytes(StandardCharsets.UTF_8));

        assertTrue(
                report.contains("change more than 500,000 characters; the newest 3 came as one"),
                report);
        assertTrue(alice.get(TestNode.wiki("/pages/Rose")).body().startsWith("d d d"));
        assertEquals(List.of("2004", "2001"), yearsOf("Rose"));
        assertEquals(2, revisions("Rose"));
    }

    /** In the summaries, the newest first. */
    private List<String> yearsOf(String title) throws Exception {
        String history = alice.json(TestNode.wiki("/pages/" + title + "/history")).toString();
        return Pattern.compile("200\\d(?=-03-04 05:06)")
                .matcher(history)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void anOldVersionOfADokuWikiThatUnpacksToFarMoreIsNamedAndTheOthersCome() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("data/pages/rose.txt", "now".getBytes(StandardCharsets.UTF_8));
        files.put("data/attic/rose.1299215167.txt.gz", Packed.gzip(" ".repeat(80_000_000)));
        files.put("data/attic/rose.1325473445.txt.gz", Packed.gzip("before"));
        files.put("data/attic/rose.1325473446.txt.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0});

        String report = sent(Packed.zip(files));

        assertTrue(report.contains("\"created\":1"), report);
        assertEquals(2, report.split("an older version that cannot be read").length - 1, report);
        assertEquals(2, revisions("rose"));
    }

    @Test
    void theNewestLinesOfALongListOfEditsAreRead() throws Exception {
        String line = "%d\t192.0.2.1\tE\trose\tCarol\t%s\t\n";
        var lines = new StringBuilder();
        while (lines.length() < 5_000_000) {
            lines.append(line.formatted(1_299_215_167L, "old ".repeat(1_000)));
        }
        lines.append(line.formatted(1_499_215_167L, "newest"));
        var files = new LinkedHashMap<String, byte[]>();
        files.put("data/pages/rose.txt", "now".getBytes(StandardCharsets.UTF_8));
        files.put("data/meta/rose.changes", lines.toString().getBytes(StandardCharsets.UTF_8));

        assertTrue(sent(Packed.zip(files)).contains("\"created\":1"));

        String history = alice.json(TestNode.wiki("/pages/rose/history")).toString();
        assertTrue(history.contains("Carol, 2017-07-05 00:39: newest"), history);
    }

    @Test
    void aTitleThatNoPageCanHaveIsSaidInTheLanguageOfWhoAsks() throws Exception {
        var problems = new ArrayList<ImportReport.Problem>();

        Speaking.in(
                Language.GERMAN, () -> new VaultTitles(problems::add).of("x.md", "x".repeat(300)));

        String why = problems.getFirst().why();
        assertTrue(why.startsWith("Ein Titel hat 1 bis 255 Zeichen"), why);
    }

    /** Each of them is within what one may unpack to. */
    @Test
    void manyOldVersionsThatUnpackToFarMoreThanTheirFilesAreNotAllUnpacked() throws Exception {
        var entries = new ArrayList<Vault.Entry>();
        byte[] large = Packed.gzip(" ".repeat(4_000_000));
        entries.add(entry("pages/rose.txt", "now".getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < 40; i++) {
            entries.add(entry("attic/rose." + (1_299_215_167L + i) + ".txt.gz", large));
        }
        var problems = new ArrayList<ImportReport.Problem>();
        var came = new ArrayList<String>();

        DokuWikiPages.of(new Entries(entries), problems::add).each(new Edits(came));

        assertEquals(List.of("now"), came.stream().map(String::strip).toList());
        long unread = problems.stream().filter(each -> each.why().contains("no more were")).count();
        assertTrue(unread > 10 && unread < 40, problems.toString());
    }

    @Test
    void aCompressedDumpThatIsCutInTheMiddleIsRefusedWhole() throws Exception {
        var dump = new StringBuilder("<mediawiki>");
        var random = new Random(5);
        for (int i = 0; i < 200; i++) {
            dump.append(page("Page " + i, Long.toString(random.nextLong(), 36).repeat(3)));
        }
        byte[] whole = Packed.gzip(dump + END);

        String refused = sent(Arrays.copyOf(whole, whole.length / 2));

        assertTrue(refused.contains("damaged or cut off"), refused);
        assertTrue(refused.contains("Nothing was imported"), refused);
        assertEquals(0, pages());
    }

    private static final String END = "</mediawiki>";

    private static String page(String title, String text) {
        return "<page><title>%s</title><revision><text>%s</text></revision></page>"
                .formatted(title, text);
    }

    private static Vault.Entry entry(String path, byte[] content) {
        return new Vault.Entry(path, content.length, () -> new ByteArrayInputStream(content));
    }

    private static Set<String> problems(ImportReport report) {
        return Set.copyOf(
                report.problems().stream().map(each -> each.path() + ": " + each.why()).toList());
    }

    private String sent(byte[] file) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import"), file).body();
        return answer.substring(answer.stripTrailing().lastIndexOf('\n') + 1);
    }

    private int pages() throws Exception {
        return alice.json(TestNode.wiki("/pages")).path("pages").size();
    }

    private int revisions(String title) throws Exception {
        return alice.json(TestNode.wiki("/pages/" + title + "/history")).path("revisions").size();
    }

    private Repository repository() {
        return alice.node().wikis().getFirst().repository();
    }

    /** Takes texts and writes nothing. */
    private record Edits(List<String> texts) implements PageSource.Sink {

        @Override
        public void page(VaultPage page) {
            texts.add(page.text());
        }

        @Override
        public void edit(VaultPage page, PastEdit edit) {
            texts.add(page.text());
        }
    }

    /** A vault that is nothing but its files. */
    private record Entries(List<Entry> entries) implements Vault {

        @Override
        public long filesBytesMax() {
            return Long.MAX_VALUE;
        }

        @Override
        public List<ImportReport.Problem> leftOut() {
            return List.of();
        }

        @Override
        public Set<String> hidden() {
            return Set.of();
        }
    }
}
