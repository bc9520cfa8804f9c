package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.Title;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export carries over, seen after it was imported into another node. */
class ExportTest {

    @TempDir Path folder;

    @AutoClose private TestNode alice;

    @BeforeEach
    void start() throws Exception {
        alice = TestNode.withWiki(folder.resolve("alice"));
        alice.node().announce(alice.uri("/").toString());
    }

    @Test
    void twoPicturesOfOneNameStayOnTheirPages() throws Exception {
        pageWith("One", "![[image.png]] and ![again](image.png)", "image.png", "first");
        pageWith("Two", "![[image.png]] and ![again](image.png)", "image.png", "second");
        pageWith("Deep/Three", "![[Image.PNG|a plan]]", "Image.PNG", "third");
        pageWith("Four", "![[plan.png]]", "plan.png", "fourth");

        Path out = folder.resolve("out");
        String printed = export(out);

        assertEquals("", printed);
        assertEquals("![[plan.png]]", Files.readString(out.resolve("Four.md")));
        try (TestNode bob = TestNode.start(folder.resolve("bob"))) {
            bob.node().announce(bob.uri("/").toString());
            run("bob", "import", out.toString(), "--wiki", wiki(bob));
            assertEquals(List.of("first", "first"), pictures(bob, "One"));
            assertEquals(List.of("second", "second"), pictures(bob, "Two"));
            assertEquals(List.of("third"), pictures(bob, "Deep/Three"));
            assertEquals(List.of("fourth"), pictures(bob, "Four"));
        }
    }

    /** Other programs know a path from the page, and Obsidian a name that only one file has. */
    @Test
    void linksToFilesLeadToWhereTheExportPutThem() throws Exception {
        Path vault = Files.createDirectories(folder.resolve("vault/trips/img"));
        Path notes = vault.getParent().getParent();
        String boats = "![pic](img.png) ![[img.png]] [r]\n\n[r]: trips/img/map%201.png\n";
        Files.writeString(notes.resolve("boats.md"), boats);
        Files.writeString(notes.resolve("trips/Log.md"), "![](../img.png) ![[map 1.png]]\n");
        Files.writeString(notes.resolve("img.png"), "boat");
        Files.writeString(vault.resolve("map 1.png"), "map");
        run("alice", "import", notes.toString());
        pageWith(
                "deep/Uploaded",
                "[x](my%20notes.pdf#page=2) ![[my notes.pdf]] [![](<my notes.pdf>)](/my%20notes.pdf) [a]\n\n"
                        + "[a]: <my notes.pdf#page=3> 'Title'\n",
                "my%20notes.pdf",
                "notes");
        alice.put(TestNode.wiki("/pages/Other"), "![of another page](img.png) `![](img.png)`");

        Path out = folder.resolve("out");
        assertEquals("", export(out));

        assertEquals(boats, Files.readString(out.resolve("boats.md")));
        assertEquals("boat", Files.readString(out.resolve("img.png")));
        assertEquals("map", Files.readString(out.resolve("trips/img/map 1.png")));
        assertEquals(
                "![](../img.png) ![[map 1.png]]\n", Files.readString(out.resolve("trips/Log.md")));
        assertEquals("notes", Files.readString(out.resolve("files/my notes.pdf")));
        String path = "../files/my%20notes.pdf";
        assertEquals(
                "[x](%1$s#page=2) ![[my notes.pdf]] [![](<%1$s>)](%1$s) [a]\n\n[a]: <%1$s#page=3> 'Title'\n"
                        .formatted(path),
                Files.readString(out.resolve("deep/Uploaded.md")));
        assertEquals(
                "![of another page](img.png) `![](img.png)`",
                Files.readString(out.resolve("Other.md")));
    }

    @Test
    void anAttachmentTakesNoPagesPlace() throws Exception {
        pageWith("files/Notes", "[[Notes.md]]", "Notes.md", "no page");

        Path out = folder.resolve("out");
        assertEquals("", export(out));

        String page = Files.readString(out.resolve("files/Notes.md"));
        assertTrue(page.startsWith("[["), page);
        try (Stream<Path> written = Files.walk(out.resolve("files"))) {
            assertEquals(2, written.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void whatNoFileSystemTakesIsNamed() throws Exception {
        alice.put(TestNode.wiki("/pages/" + "%C3%BC".repeat(200)), "A long title.");
        pageWith("One", "text", "ü".repeat(200) + ".png", "picture");

        String printed = export(folder.resolve("out"));

        Path cut = folder.resolve("out/" + "ü".repeat(120) + ".md");
        assertEquals("A long title.", Files.readString(cut));
        assertTrue(printed.contains("Not written: " + "ü".repeat(200) + ".png ("), printed);
        assertTrue(printed.contains("1 could not be written"), printed);
        assertTrue(Files.exists(folder.resolve("out/One.md")));
    }

    /** Names that only Linux tells apart, or only Linux takes. */
    @Test
    void theExportUnpacksOnEverySystemAndItsLinksLeadWhereTheyLed() throws Exception {
        List<String> titles =
                List.of(
                        "What?",
                        "What*",
                        "What_ (2)",
                        "CON",
                        "a: b/c|d",
                        "Dots.../End",
                        "Notes",
                        "Notes.md/Part",
                        "nul.x/\"q\"",
                        "Plain");
        for (String title : titles) {
            pageWith(title, "I am " + title, "of.png", title);
        }
        alice.put(
                TestNode.wiki("/pages/Links"),
                "[[What?]] [[What*#Top]] [[CON|device]] [[Plain]] [[End]]\n[x](What%3F.md)"
                        + " ![[What?]]\n\n| [[What?]] | y |\n");

        Path out = folder.resolve("out");
        assertEquals("", export(out));

        List<String> written = new ArrayList<>();
        try (Stream<Path> all = Files.walk(out)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> written.add(out.relativize(file).toString()));
        }
        assertEquals(
                2 * titles.size() + 2, // One says which page each file is.
                written.stream().map(ExportTest::asWindowsSeesIt).distinct().count(),
                written.toString());
        assertEquals("I am What*", Files.readString(out.resolve("What_.md")));
        assertEquals("I am What?", Files.readString(out.resolve("What_ (3).md")));
        String links = Files.readString(out.resolve("Links.md"));
        assertEquals(
                "[[What_ (3)|What?]] [[What_#Top|What*#Top]] [[_CON|device]] [[Plain]] [[Dots_/End|End]]\n"
                        + "[x](What_%20%283%29.md) ![[What_ (3)]]\n\n| [[What_ (3)]] | y |\n",
                links);
    }

    private static String asWindowsSeesIt(String path) {
        for (String segment : path.split("/")) {
            assertFalse(segment.matches(".*[<>:\"|?*\\\\].*|.*[. ]"), path);
            assertFalse(segment.matches("(?i)(con|nul)(\\..*)?"), path);
        }
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** What a peer may have written into a page about its attachments. */
    @Test
    void namesThatAPeerMadeUpStayInTheFolderAndRunNowhere() throws Exception {
        pageWith("One", "text", "plain.png", "plain");
        List<String> madeUp =
                List.of(
                        "{'name': 'config', 'path': '.git/config'}",
                        "{'name': 'HEAD', 'path': 'a/.git/HEAD'}",
                        "{'name': '.envrc'}",
                        "{'name': '\u200b.git'}",
                        "{'name': 'NUL.png'}",
                        "{'name': 'x.png', 'path': 'com1/aux'}",
                        "{'name': 'up.png', 'path': '../../up.png'}",
                        "{'name': 'dots.png', 'path': 'a/.. /dots.png'}",
                        "{'name': 'top.png', 'path': '/etc/top.png'}",
                        "{'name': 'drive.png', 'path': 'C:\\\\drive.png'}",
                        "{'name': 'One.md', 'path': 'One.md'}",
                        "{'name': '..'}",
                        "{'name': '../../name.png'}",
                        "{'name': '/etc/passwd'}",
                        "{'name': 'clear\\u001b[2J.png'}");
        var repository = alice.node().wiki("w").orElseThrow().repository();
        var page = repository.find(new Title("One").key()).orElseThrow();
        for (String manifest : madeUp) {
            var stored =
                    repository.blobs().add(new ByteArrayInputStream(manifest.getBytes()), 1_000);
            String json = manifest.replace('\'', '"');
            repository.attach(page, Map.of(stored.blob(), json));
        }

        String printed = export(folder.resolve("out"));

        try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
            List<String> written =
                    all.filter(Files::isRegularFile)
                            .map(file -> folder.resolve("out").relativize(file).toString())
                            .sorted()
                            .toList();
            String one =
                    written.stream()
                            .filter(f -> f.matches("files/[0-9a-f]{8}/One.md"))
                            .findFirst()
                            .orElse("");
            assertEquals(
                    Stream.of(
                                    "C__drive.png",
                                    "One.md",
                                    "_.git/config",
                                    "_com1/_aux",
                                    "a/_.git/HEAD",
                                    "files/_.envrc",
                                    "files/_NUL.png",
                                    "files/_\u200b.git",
                                    "files/dots.png",
                                    "files/plain.png",
                                    "files/top.png",
                                    "files/up.png",
                                    one)
                            .sorted()
                            .toList(),
                    written);
        }
        assertTrue(printed.contains("Not written: clear\ufffd[2J.png ("), printed);
        assertTrue(printed.contains("4 could not be written"), printed);
        try (Stream<Path> beside = Files.list(folder)) {
            assertEquals(2, beside.count(), "nothing but the data folder and the export");
        }
    }

    @Test
    void anExportIsThereWhenItIsWholeAsAFolderOrAZipFileAndImportsFromBoth() throws Exception {
        pageWith("Приливы/潮汐", "[[Home]] ![[plan.png]]\r\n", "plan.png", "plan");
        alice.put(TestNode.wiki("/pages/Home"), "---\naliases: [Start]\n---\n\n[[Приливы/潮汐]]");
        Path given = Files.createDirectories(folder.resolve("given"));
        Files.createDirectories(given.resolve(".enquire-export.part/left by a kill"));

        assertEquals("", export(folder.resolve("deep/new")));
        assertEquals("", export(given));
        assertEquals("", export(folder.resolve("wiki.zip")));
        assertEquals("", run("alice", "export", "--site", folder.resolve("site").toString()));
        assertEquals("", run("alice", "export", "--site", folder.resolve("site.zip").toString()));

        List<String> expected =
                List.of("Home.md", "files/plan.png", "Приливы", "Приливы/潮汐.md", "files").stream()
                        .sorted()
                        .toList();
        assertEquals(expected, below(folder.resolve("deep/new")));
        assertEquals(expected, below(given));
        try (var site = new ZipFile(folder.resolve("site.zip").toFile())) {
            assertEquals(
                    Files.readString(folder.resolve("site/pages/Приливы/潮汐.html")),
                    new String(
                            site.getInputStream(site.getEntry("pages/Приливы/潮汐.html"))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8));
        }
        try (Stream<Path> beside = Files.list(folder)) {
            assertEquals(
                    List.of(), beside.filter(path -> path.toString().endsWith(".part")).toList());
        }
        for (String from : List.of("deep/new", "wiki.zip")) {
            String name = "bob-" + from.replace('/', '-');
            try (TestNode bob = TestNode.start(folder.resolve(name))) {
                bob.node().announce(bob.uri("/").toString());
                String into = wiki(bob);
                run(name, "import", folder.resolve(from).toString(), "--wiki", into);
                for (String title :
                        List.of(
                                "Home",
                                "%D0%9F%D1%80%D0%B8%D0%BB%D0%B8%D0%B2%D1%8B%2F%E6%BD%AE%E6%B1%90")) {
                    assertEquals(
                            alice.json(TestNode.wiki("/pages/" + title)).path("text"),
                            bob.json("/-/api/v1/wikis/%s/pages/%s".formatted(into, title))
                                    .path("text"));
                }
            }
        }
    }

    private static List<String> below(Path top) throws Exception {
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(path -> !path.equals(top))
                    .map(path -> top.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private void pageWith(String title, String text, String file, String content) throws Exception {
        String path = URLEncoder.encode(title, StandardCharsets.UTF_8).replace("+", "%20");
        assertEquals(201, alice.put(TestNode.wiki("/pages/" + path), text).statusCode());
        String query = "/files?page=" + path + "&name=" + file.replace("ü", "%C3%BC");
        assertEquals(201, alice.post(TestNode.wiki(query), content).statusCode());
    }

    /** What it printed about what went wrong, or is not in it. */
    private String export(Path out) {
        return run("alice", "export", out.toString());
    }

    private String run(String name, String... arguments) {
        List<String> all =
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of(
                                        "--data",
                                        folder.resolve(name).toString(),
                                        "--peer-bind",
                                        "127.0.0.1"))
                        .toList();
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code =
                EnquireCommand.run(
                        all.toArray(String[]::new),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of());
        assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
        String notes =
                out.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("Wrote "))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
        return err.toString(StandardCharsets.UTF_8) + notes;
    }

    private static String wiki(TestNode node) throws Exception {
        node.post("/-/api/v1/wikis", "{\"name\": \"W\", \"empty\": true}");
        JsonNode wikis = node.json("/-/api/v1/wikis").path("wikis");
        return wikis.get(0).path("slug").asText();
    }

    private static List<String> pictures(TestNode node, String title) throws Exception {
        String html = node.get("/w/" + title).body();
        Matcher image = Pattern.compile("<img[^>]* src=\"(/w/-/file/[^\"]+)\"").matcher(html);
        return image.results()
                .map(found -> {
                    try {
                        return node.get(found.group(1)).body();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }
}
