package enquire.web.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.web.TestNode;
import enquire.web.http.ProblemException;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes of an export are bounded, whoever wrote them. */
class PageNotesTest {

    private static final String BEGIN = "{\"pages\":[";

    /** Of each value that a foreign file can repeat. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{},",
                "{\"path\":\"a\"},",
                "{\"aliases\":[\"a\",\"b\",\"c\",\"d\",\"e\"]},",
                "{\"undo\":[[0,0,\"\"],[0,0,\"\"],[0,0,\"\"]]},"
            })
    void notesThatFillTheWholeFileAreGivenUpBeforeTheyFillTheMemory(String note)
            throws IOException {
        var room = new PageNotesRoom(1_000_000, 1_000);
        assertEquals(Optional.empty(), PageNotesReader.read(repeated(BEGIN, note), room));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0,0,\"\"],", "[0,0,\"aaaaaaaaaaaaaaaa\"],"})
    void oneNoteThatFillsTheWholeFileIsGivenUp(String replacement) throws IOException {
        String begin = BEGIN + "{\"path\":\"a\",\"undo\":[";
        var room = new PageNotesRoom(1_000_000, 1_000);
        assertEquals(Optional.empty(), PageNotesReader.read(repeated(begin, replacement), room));
    }

    @Test
    void aTextThatFillsTheWholeFileIsGivenUp() throws IOException {
        InputStream endless = repeated(BEGIN + "{\"path\":\"", "aaaaaaaaaa");
        assertEquals(Optional.empty(), PageNotesReader.read(endless));
    }

    @Test
    void aFileOfNothingIsGivenUpAtItsBound() throws IOException {
        InputStream endless = repeated(BEGIN, " ", PageNotes.BYTES_MAX);
        assertEquals(Optional.empty(), PageNotesReader.read(endless));
    }

    @Test
    void whatIsNoListOfNotesIsSaidToBeNone() {
        for (String foreign :
                List.of("", "[]", "{}", "{\"pages\":[1]}", "{\"pages\":[{\"path\":1}]}")) {
            InputStream in = new ByteArrayInputStream(foreign.getBytes(UTF_8));
            assertThrows(IOException.class, () -> PageNotesReader.read(in), foreign);
        }
    }

    @Test
    void whatIsWrittenIsReadAgainAndWhatNoImportWouldTakeIsCounted() throws IOException {
        var writer = new PageNotesWriter(new PageNotesRoom(1_000_000, 25));
        Map<String, PageNote> taken = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            PageNote note = note(i, 10);
            writer.add(note);
            if (i < 2) {
                taken.put(note.path(), note);
            }
        }
        PageNote fits = note(5, 5);
        writer.add(fits);
        taken.put(fits.path(), fits);
        writer.add(tooLong());

        assertEquals(4, writer.leftOut());
        Optional<Map<String, PageNote>> read =
                PageNotesReader.read(writer.content(), new PageNotesRoom(1_000_000, 25));
        assertEquals(Optional.of(taken), read);
    }

    @Test
    void anExportNamesWhatItLeftOutAndItsImportTakesAllThatIsThere(@TempDir Path folder)
            throws Exception {
        try (TestNode alice = TestNode.withWiki(folder.resolve("alice"));
                TestNode bob = TestNode.withWiki(folder.resolve("bob"))) {
            var from = alice.node().wiki("w").orElseThrow();
            for (int i = 0; i < 10; i++) {
                from.repository().create(new Title("What " + i + "?"), "text " + i);
            }
            var out = new ByteArrayOutputStream();
            var room = new PageNotesRoom(3_000, 10);
            ExportSummary said =
                    new MarkdownExport(from, new ExportArchive(out), ExportProgress.NOBODY, room)
                            .write();
            assertEquals(PageNotes.FILE, said.leftOut().getFirst().what());
            Path zip = Files.write(folder.resolve("w.zip"), out.toByteArray());
            int noted;
            try (ZipFile file = new ZipFile(zip.toFile());
                    InputStream in = file.getInputStream(file.getEntry(PageNotes.FILE))) {
                noted = PageNotesReader.read(in).orElseThrow().size();
            }
            assertTrue(noted > 0 && noted < 10, "notes: " + noted);
            String why = said.leftOut().getFirst().why();
            assertTrue(why.contains((10 - noted) + " pages"), why);

            var to = bob.node().wiki("w").orElseThrow().repository();
            ImportReport report = Imports.file(to, zip, Imports.Wish.NONE, (s, d, of) -> {});
            assertEquals(10, report.created());
            long named =
                    IntStream.range(0, 10)
                            .filter(i -> to.find(new Title("What " + i + "?").key()).isPresent())
                            .count();
            assertEquals(noted, named);
        }
    }

    /** Some kilobytes that would be a million objects. */
    @Test
    void aZipFileWithABombForNotesGivesItsPagesAllTheSameAndSaysWhy(@TempDir Path folder)
            throws Exception {
        Path zip = folder.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("Harbour.md"));
            out.write("Boats.".getBytes(UTF_8));
            out.putNextEntry(new ZipEntry(PageNotes.FILE));
            repeated(BEGIN, "{},").transferTo(out);
        }
        try (TestNode bob = TestNode.withWiki(folder.resolve("bob"))) {
            var to = bob.node().wiki("w").orElseThrow().repository();
            ImportReport report =
                    Speaking.in(
                            Language.GERMAN,
                            () -> Imports.file(to, zip, Imports.Wish.NONE, (s, d, of) -> {}));
            assertEquals(1, report.created());
            assertEquals(
                    List.of(
                            new ImportReport.Problem(
                                    PageNotes.FILE,
                                    "sie ist zu groß, daher heißen Seiten wie ihre Dateien")),
                    report.problems());
        }
    }

    /** Neither the notes nor the pages are too much alone. */
    @Test
    void whatIsReadOfNotesCountsTogetherWithThePages(@TempDir Path folder) throws Exception {
        Path zip = folder.resolve("both.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(PageNotes.FILE));
            repeated(BEGIN, " ", PageNotes.BYTES_MAX - 1024 * 1024).transferTo(out);
            out.write("]}".getBytes(UTF_8));
            for (int page = 0; page < 4; page++) {
                out.putNextEntry(new ZipEntry("Harbour %d.md".formatted(page)));
                out.write(" ".repeat(5_000_000).getBytes(UTF_8));
            }
        }
        try (TestNode bob = TestNode.withWiki(folder.resolve("bob"))) {
            var to = bob.node().wiki("w").orElseThrow().repository();
            var refused =
                    assertThrows(
                            ProblemException.class,
                            () -> Imports.file(to, zip, Imports.Wish.NONE, (s, d, of) -> {}));
            assertEquals(413, refused.problem().status());
        }
    }

    private static PageNote note(int number, int aliases) {
        List<Title> names = new ArrayList<>();
        for (int i = 0; i < aliases; i++) {
            names.add(new Title("Old " + number + " " + i));
        }
        return new PageNote(
                "What_ " + number + ".md",
                new Title("What? " + number),
                names,
                PageNote.hash("" + number),
                List.of(new TextChange.Replacement(number, number + 1, "é\n" + number)));
    }

    private static PageNote tooLong() {
        var undo = new TextChange.Replacement(0, 1, "x".repeat(PageNotesRoom.TEXT_MAX + 1));
        return new PageNote("Long.md", new Title("Long"), List.of(), "", List.of(undo));
    }

    /** Four megabytes of it: far more than its objects have room for. */
    private static InputStream repeated(String begin, String part) {
        return repeated(begin, part, 4 * 1024 * 1024);
    }

    private static InputStream repeated(String begin, String part, int bytes) {
        byte[] block = part.repeat(64 * 1024 / part.length()).getBytes(UTF_8);
        int blocks = bytes / block.length + 1;
        List<InputStream> all = new ArrayList<>();
        all.add(new ByteArrayInputStream(begin.getBytes(UTF_8)));
        for (int i = 0; i < blocks; i++) {
            all.add(new ByteArrayInputStream(block));
        }
        return new SequenceInputStream(Collections.enumeration(all));
    }
}
