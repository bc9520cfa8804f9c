package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.storage.Repository;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a zip file may call itself and its files, and what it may lie about. */
class ZipImportTest {

    /** "Harbour" in ten scripts. */
    private static final List<String> SCRIPTS =
            List.of(
                    "Hafen", "Гавань", "Λιμάνι", "ميناء", "נמל", "बंदरगाह", "港口", "みなと", "항구",
                    "ท่าเรือ");

    @TempDir Path folder;

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void namesThatLeadOutOfAZipAreRefused() throws Exception {
        List<String> leadOut =
                List.of(
                        "../evil.md",
                        "/abs.md",
                        "//host/share.md",
                        "a/../../b.md",
                        "a/./b.md",
                        "a//b.md",
                        "..\\evil.md",
                        "a\\..\\..\\b.md",
                        "\\\\host\\share.md",
                        "C:\\evil.md",
                        "c:evil.md",
                        "..");
        Map<String, byte[]> files = new LinkedHashMap<>();
        leadOut.forEach(name -> files.put(name, "evil".getBytes(StandardCharsets.UTF_8)));
        files.put("good.md", "good ![](../up.png) ![](/etc/hostname)".getBytes());
        JsonNode report = importZip(Packed.zip(files));

        assertEquals(1, report.path("pages").asInt(), report.toString());
        assertEquals(0, report.path("files").asInt(), report.toString());
        assertEquals(
                leadOut.stream().map(name -> name.replace('\\', '/')).sorted().toList(),
                report.path("problems").findValuesAsText("path").stream().sorted().toList());
    }

    @Test
    void aNameThatStaysWithinItsZipButIsNoPathIsCalledThat() throws Exception {
        JsonNode report =
                importZip(
                        Packed.zip(
                                Map.of(
                                        "good.md",
                                        new byte[] {'x'},
                                        "a/../b.md",
                                        new byte[] {'x'})));

        String why = report.path("problems").path(0).path("why").asText();
        assertTrue(why.contains("stands in its name"), why);
    }

    @Test
    void aZipFileThatWouldFillTheDiskIsNotTakenToItsEnd() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        var text = new StringBuilder("words");
        for (int i = 0; i < 24; i++) {
            byte[] zeros = new byte[5_000_000 + i];
            files.put("z" + i + ".png", zeros);
            text.append(" ![](z").append(i).append(".png)");
        }
        files.put("Page.md", text.toString().getBytes(StandardCharsets.UTF_8));

        JsonNode report = importZip(Packed.zip(files));

        assertEquals(1, report.path("pages").asInt(), report.toString());
        int stored = report.path("files").asInt();
        assertTrue(stored > 0 && stored < 20, report.toString());
        assertEquals(24 - stored, report.path("problems").size(), report.toString());
        assertTrue(report.toString().contains("far larger than the zip file"));
    }

    @Test
    void somethingThatIsNoZipFileOrIsCutShortIsRefusedWhole() throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import"), "no zip".getBytes()).body();
        assertTrue(answer.contains("\"problem\""), answer);
        write("A.md", "text");
        byte[] whole;
        try (InputStream in = FolderZip.of(folder).stream()) {
            whole = in.readAllBytes();
        }
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 30);
        answer = alice.send("POST", TestNode.wiki("/import"), cut).body();
        assertTrue(answer.contains("\"problem\""), answer);
        assertEquals(0, alice.json(TestNode.wiki("/pages")).path("pages").size());
    }

    @Test
    void aZipFileOfTooManyFilesIsRefusedWithASentence() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i <= ZipVault.ENTRIES_MAX; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i, 36)));
                zip.closeEntry();
            }
        }

        String answer = alice.send("POST", TestNode.wiki("/import"), bytes.toByteArray()).body();

        assertTrue(answer.contains("\"problem\""), answer);
        assertTrue(answer.contains("200,000"), answer);
    }

    /** Each is too long for a page, so none counts as one; all of them have to be unpacked. */
    @Test
    void aZipFileOfManyPagesThatUnpackToFarMoreIsRefusedWhole() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("A.md", "fine".getBytes(StandardCharsets.UTF_8));
        byte[] spaces = " ".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 30; i++) {
            files.put("B" + i + ".md", spaces);
        }

        String refused = sent(Packed.zip(files));

        assertTrue(refused.contains("far more than it looks"), refused);
        assertTrue(refused.contains("Nothing was imported"), refused);
        assertEquals(0, pages());
    }

    @Test
    void namesInTenScriptsComeWhetherTheZipFileSaysThatTheyAreUtf8OrNot() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        for (String name : SCRIPTS) {
            files.put(name + "/" + name + ".md", name.getBytes(StandardCharsets.UTF_8));
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name + "/" + name + ".md"), name);
        }
        byte[] marked = Packed.zip(files);
        byte[] unmarked = withoutMarks(marked);

        assertTrue(sent(marked).contains("\"created\":10"));
        assertTrue(sent(unmarked).contains("\"unchanged\":10"));
        ImportReport report =
                Imports.folder(repository(), folder, Imports.Wish.NONE, (step, done, of) -> {});
        assertEquals(10, report.unchanged(), report.toString());
        for (String name : SCRIPTS) {
            String path = Percent.encode(name + "/" + name);
            assertEquals(name, alice.get(TestNode.wiki("/pages/" + path)).body());
        }
    }

    @Test
    void namesInTheCodePageOfMsDosComeWithTheirLetters() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, Charset.forName("IBM437"))) {
            zip.putNextEntry(new ZipEntry("Höhe über Öl.md"));
            zip.write("x".getBytes(StandardCharsets.UTF_8));
        }

        assertTrue(sent(bytes.toByteArray()).contains("\"created\":1"));
        String path = Percent.encode("Höhe über Öl");
        assertEquals("x", alice.get(TestNode.wiki("/pages/" + path)).body());
    }

    @Test
    void aFileThatIsDamagedInTheMiddleOfAZipFileIsNamedAndTheOthersCome() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        String text =
                new Random(4)
                        .ints(20_000, 'a', 'z')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        files.put("Broken.md", text.getBytes(StandardCharsets.UTF_8));
        files.put("Whole.md", "fine".getBytes(StandardCharsets.UTF_8));
        byte[] zip = Packed.zip(files);
        // A bit is enough, where it unpacks to another letter.
        zip[5_000] ^= 1;

        String report = sent(zip);

        assertTrue(report.contains("\"created\":1"), report);
        assertTrue(report.contains("Broken.md\",\"why\":\"cannot be read"), report);
    }

    /** Takes the marks of UTF-8 (bit 11, APPNOTE.TXT section 4.4.4) from all entries. */
    private static byte[] withoutMarks(byte[] zip) {
        byte[] unmarked = zip.clone();
        for (int at = 0; at + 10 < zip.length; at++) {
            boolean signed = zip[at] == 'P' && zip[at + 1] == 'K';
            if (signed && zip[at + 2] == 3 && zip[at + 3] == 4) {
                unmarked[at + 7] &= ~8;
            } else if (signed && zip[at + 2] == 1 && zip[at + 3] == 2) {
                unmarked[at + 9] &= ~8;
            }
        }
        return unmarked;
    }

    private String sent(byte[] file) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import"), file).body();
        return answer.substring(answer.stripTrailing().lastIndexOf('\n') + 1);
    }

    private int pages() throws Exception {
        return alice.json(TestNode.wiki("/pages")).path("pages").size();
    }

    private Repository repository() {
        return alice.node().wikis().getFirst().repository();
    }

    private JsonNode importZip(byte[] zip) throws Exception {
        return importZip(zip, "");
    }

    private JsonNode importZip(byte[] zip, String query) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import" + query), zip).body();
        String[] lines = answer.split("\n");
        JsonNode last = new ObjectMapper().readTree(lines[lines.length - 1]);
        assertTrue(last.has("report"), answer);
        return last.path("report");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
