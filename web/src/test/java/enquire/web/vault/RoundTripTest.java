package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wiki that was exported and imported into another node is the same wiki. */
class RoundTripTest {

    private static final String VAULTS = "src/test/resources/enquire/web/vault/";
    private static final String MORE = "../editor/src/test/resources/vaults/";

    private static final long SEED = Long.getLong("enquire.seed", 53);

    /** What no file can be called somewhere, and what means something in links and in Markdown. */
    private static final List<String> ODD =
            List.of(
                    "What?",
                    "a: b",
                    "CON",
                    "nul.x",
                    "Dots...",
                    "*",
                    "<tag>",
                    "q\"q",
                    "c|d",
                    "#1",
                    "[x]",
                    "é",
                    "É",
                    "潮汐",
                    "Приливы",
                    "ب",
                    "ü".repeat(140),
                    "x%20y",
                    "(y)",
                    "~",
                    "\\",
                    "Notes.md",
                    ".git",
                    "git~1",
                    "aux",
                    "A",
                    "a b",
                    "{{t}}",
                    "^c",
                    "&amp;");

    @TempDir Path folder;

    @AutoClose private TestNode alice;

    @AutoClose private TestNode bob;

    @BeforeEach
    void start(@TempDir Path alices, @TempDir Path bobs) {
        alice = TestNode.withWiki(alices);
        bob = TestNode.withWiki(bobs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                VAULTS + "foam",
                VAULTS + "silverbullet",
                MORE + "foam-docs",
                MORE + "silverbullet-docs"
            })
    void aPartOfARealVaultComesOutAndInAgainWithoutADifference(String vault) throws Exception {
        ImportReport report = in(alice, Path.of(vault));
        assertEquals(0, report.kept());

        byte[] out = out(alice);
        in(bob, unpacked(out, "out"));

        assertEquals(pages(alice), pages(bob));
        assertArrayEquals(out, out(bob));
        Map<String, String> given = files(Path.of(vault));
        Map<String, String> written = files(folder.resolve("out"));
        assertEquals(report.pages() + report.files(), written.size());
        written.forEach((path, content) -> assertEquals(given.get(path), content, path));
        given.keySet().removeAll(written.keySet());
        assertTrue(given.keySet().stream().noneMatch(path -> path.endsWith(".md")), "" + given);
    }

    @Test
    void titlesThatNoFileCanHaveAndNamesThatOnlyTheWikiKnowsComeBack() throws Exception {
        var random = new Random(SEED);
        System.out.println("replay: -Denquire.seed=" + SEED);
        Repository wiki = wiki(alice).repository();
        List<String> titles = oddTitles(random);
        List<PageId> made = new ArrayList<>();
        for (String title : titles) {
            made.add(wiki.create(new Title(title), "").page());
        }
        for (PageId page : made) {
            if (random.nextInt(3) == 0) {
                rename(wiki, page, "Renamed " + random.nextInt(1_000_000) + pick(random, ODD));
            }
        }
        for (PageId page : made) {
            PageView view = wiki.page(page).orElseThrow();
            String picture = page.equals(made.getFirst()) ? "![[plan.png]]" : "";
            wiki.write(page, view.version(), text(random, titles) + picture);
        }
        attached(wiki, made.getFirst(), "plan.png");
        Map<String, String> before = pages(alice);

        byte[] out = out(alice);
        ImportReport fromFolder = in(bob, unpacked(out, "out"));

        assertEquals(titles.size(), fromFolder.created());
        assertEquals(before, pages(bob));
        for (String title : titles) {
            assertEquals(found(alice, title), found(bob, title), title);
        }
        assertArrayEquals(out, out(bob));
        assertEquals(titles.size(), in(bob, unpacked(out, "again")).unchanged());
        try (TestNode carol = TestNode.withWiki(folder.resolve("carol"))) {
            Path zip = Files.write(folder.resolve("w.zip"), out);
            Imports.file(wiki(carol).repository(), zip, Imports.Wish.NONE, (s, d, o) -> {});
            assertEquals(before, pages(carol));
        }
    }

    /** Other programs find pages by their files alone. */
    @Test
    void aFileThatWasEditedKeepsItsPageAndWhatWasWrittenAndItsLinksFollow() throws Exception {
        Repository wiki = wiki(alice).repository();
        wiki.create(new Title("What?"), "[[Old name]] and [[Plain]]");
        PageId plain = wiki.create(new Title("Old name"), "[[What?]] [x](What%3F.md)").page();
        rename(wiki, plain, "Plain");
        Path out = unpacked(out(alice), "out");
        Path what = out.resolve("What_.md");
        assertEquals("[[Plain|Old name]] and [[Plain]]", Files.readString(what));
        Path edited = out.resolve("Plain.md");
        assertEquals("[[What_|What?]] [x](What_.md)", Files.readString(edited));

        Files.writeString(edited, Files.readString(edited) + " edited");
        ImportReport report = in(bob, out);

        assertEquals(List.of(), report.unresolved());
        Map<String, String> pages = pages(bob);
        assertEquals("[[Old name]] and [[Plain]]\n{}", pages.get("What?"));
        assertEquals("[[What?|What?]] [x](What%3F.md) edited\n{}", pages.get("Plain"));
        Optional<String> old = found(bob, "Old name");
        assertEquals(Optional.of("Plain"), old);

        Files.writeString(out.resolve(PageNotes.FILE), "{\"pages\": [{}, 1, {\"path\": ");
        try (TestNode carol = TestNode.withWiki(folder.resolve("carol"))) {
            ImportReport without = in(carol, out);
            assertEquals(PageNotes.FILE, without.problems().getFirst().path());
            assertEquals(List.of("Plain", "What_"), List.copyOf(pages(carol).keySet()));
        }
    }

    @Test
    void aWikiWhosePagesAreAllInOneFolderKeepsThatFolder() throws Exception {
        wiki(alice).repository().create(new Title("Harbour/Tides"), "[[Harbour/Winch]]");
        wiki(alice).repository().create(new Title("Harbour/Winch"), "x");

        Path zip = Files.write(folder.resolve("w.zip"), out(alice));
        Imports.file(wiki(bob).repository(), zip, Imports.Wish.NONE, (step, done, of) -> {});

        assertEquals(pages(alice), pages(bob));
        assertNotEquals(Map.of(), pages(bob));
    }

    private static List<String> oddTitles(Random random) {
        Map<TitleKey, String> titles = new TreeMap<>();
        ODD.forEach(odd -> titles.put(new Title(odd).key(), odd));
        while (titles.size() < 60) {
            String title =
                    pick(random, ODD) + (random.nextBoolean() ? "/" : " ") + pick(random, ODD);
            if (title.length() <= Title.LENGTH_MAX) {
                titles.putIfAbsent(new Title(title).key(), new Title(title).value());
            }
        }
        return List.copyOf(titles.values());
    }

    private static String text(Random random, List<String> titles) {
        var text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            String title = pick(random, titles);
            text.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "[[%s]] ".formatted(title);
                        case 1 -> "[[%s|label]] ".formatted(title);
                        case 2 -> "![[%s#Top]]\n\n".formatted(title);
                        case 3 -> "[x](<%s.md>) ".formatted(title);
                        default -> "[[%s]]\n".formatted(title.substring(title.indexOf('/') + 1));
                    });
        }
        return text.toString();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static void rename(Repository wiki, PageId page, String to) {
        wiki.rename(page, new Title(to));
    }

    private static void attached(Repository wiki, PageId page, String name) throws IOException {
        var stored = wiki.blobs().add(new ByteArrayInputStream("PNG".getBytes()), 1_000);
        String manifest = Manifest.of(name, Optional.empty(), stored).toJson();
        wiki.attach(page, Map.of(stored.blob(), manifest));
    }

    private static Wiki wiki(TestNode node) {
        return node.node().wiki("w").orElseThrow();
    }

    private static ImportReport in(TestNode node, Path from) throws Exception {
        return Imports.folder(
                wiki(node).repository(), from, Imports.Wish.NONE, (step, done, of) -> {});
    }

    private static byte[] out(TestNode node) throws IOException {
        var out = new ByteArrayOutputStream();
        new MarkdownExport(wiki(node), new ExportArchive(out), ExportProgress.NOBODY).write();
        return out.toByteArray();
    }

    /** As the command unpacks it. */
    private Path unpacked(byte[] zip, String name) throws IOException {
        Path to = folder.resolve(name);
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = to.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                if (!entry.getName().equals(ExportArchive.END)) {
                    Files.copy(in, file);
                }
            }
        }
        return to;
    }

    /** Text and attachments by title. */
    private static Map<String, String> pages(TestNode node) {
        Repository repository = wiki(node).repository();
        Map<String, String> pages = new TreeMap<>();
        for (PageSummary each : repository.pages(Optional.empty(), 500)) {
            PageView view = repository.page(each.page()).orElseThrow();
            var files = new TreeMap<String, String>();
            view.files()
                    .forEach((blob, json) ->
                            files.put(blob.toString(), Manifest.parse(json).orElseThrow().name()));
            pages.put(view.displayTitle(), view.text() + "\n" + files);
        }
        return pages;
    }

    private static Optional<String> found(TestNode node, String name) {
        Repository repository = wiki(node).repository();
        return repository.resolve(name).flatMap(repository::page).map(PageView::displayTitle);
    }

    private static Map<String, String> files(Path top) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        top.relativize(file).toString().replace('\\', '/'),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
