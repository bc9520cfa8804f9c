package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written in Java is, byte for byte, what Automerge writes for the same edits. */
final class FirstChangesTest {

    /** Of one, two, three and four bytes in UTF-8, with marks that combine. */
    private static final List<String> CHARACTERS =
            List.of(
                    "a",
                    "b",
                    " ",
                    "\n",
                    "\u0000",
                    "é",
                    "e\u0301",
                    "ß",
                    "漢",
                    "字",
                    "😀",
                    "👩‍👩‍👧",
                    "𝔊");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "ab",
                "aaa",
                "é",
                "😀",
                "a😀",
                "😀😀b\n",
                "# Minutes\n\nAlice, Bob.\n"
            })
    void aShortTextIsWrittenAsAutomergeDoes(String text) {
        assertSameAsAutomerge(new Title("Minutes"), Map.of(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Title", "Ünïcode 漢字", "😀 and \\ more", "a/b/c", "title"})
    void anyTitleIsWrittenAsAutomergeDoes(String title) {
        assertSameAsAutomerge(new Title(title), Map.of(), "Text.\n");
    }

    @Test
    void randomPagesAreWrittenAsAutomergeDoes() {
        var random = new Random(20_261_122);
        for (int round = 0; round < 200; round++) {
            String text = text(random, random.nextInt(400));
            var title = new Title("Page " + text(random, 5).replace("\u0000", "") + round);
            assertSameAsAutomerge(title, files(random, random.nextInt(4)), text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {19_997, 19_998, 19_999, 39_998, 39_999})
    void aLargeTextIsSplitWhereAutomergesChangesAre(int codePoints) {
        var text = new StringBuilder();
        for (int i = 0; i < codePoints; i++) {
            text.append(i % 7 == 0 ? "😀" : i % 5 == 0 ? "é" : "x");
        }
        assertSameAsAutomerge(new Title("Large"), Map.of(), text.toString());
    }

    @Test
    void aSummaryIsWrittenLastAsAutomergeDoes() {
        var random = new Random(20_261_130);
        List<Edit.PutMark> marks =
                List.of(EditSummary.mark("Carol, 2011-03-04 05:06: fixed typo 漢"));
        for (int round = 0; round < 100; round++) {
            String text = text(random, random.nextInt(200));
            assertSameAsAutomerge(new Title("P"), files(random, round % 3), text, marks);
        }
        // The last ones leave no room for it in the change that ends the text.
        for (int codePoints : List.of(0, 1, 2, 19_996, 19_997, 19_998, 19_999, 39_997, 39_998)) {
            String text = "é".repeat(codePoints);
            assertSameAsAutomerge(new Title("Long"), Map.of(), text, marks);
        }
    }

    @Test
    void anotherMarkThanASummaryIsNotRead() {
        for (String text : List.of("", "text")) {
            List<Change> made =
                    FirstChanges.of(
                            Actors.ALICE,
                            new Title("P"),
                            Map.of(),
                            text,
                            List.of(new Edit.PutMark("summaries", "Carol")));
            assertEquals(Optional.empty(), FirstChanges.read(made));
        }
    }

    @Test
    void manyAttachmentsAreSplitWhereAutomergesChangesAre() {
        String manifest = "x".repeat(ChangeLimits.STRING_BYTES_MAX);
        var files = new TreeMap<BlobId, String>();
        for (int i = 0; i < 300; i++) {
            files.put(BlobId.parse("%064x".formatted(i)), manifest);
        }
        List<Change> made = assertSameAsAutomerge(new Title("Album"), files, "Pictures.\n");
        assertEquals(2, made.size());
    }

    @Test
    void aPageThatWasBegunSoIsEditedOn() {
        List<Change> first =
                FirstChanges.of(Actors.ALICE, new Title("Minutes"), Map.of(), "Hello.\n");
        try (PageDocument document = PageDocument.of(first, Actors.ALICE)) {
            Change next =
                    document.edit(new Edit.Text(TextChange.between("Hello.\n", "Hello, Bob.\n")))
                            .getFirst();
            assertEquals(2, next.seq());
            assertEquals(List.of(first.getLast().hash()), next.dependencies());
            assertEquals("Hello, Bob.\n", document.text());
        }
    }

    @Test
    void halfACharacterIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> FirstChanges.of(Actors.ALICE, new Title("Half"), Map.of(), "a\ud83d"));
    }

    @Test
    void whatIsNotExactlySoIsNotRead() {
        List<Change> made =
                FirstChanges.of(Actors.ALICE, new Title("Long"), Map.of(), "x".repeat(30_000));
        assertEquals(2, made.size());
        assertEquals(Optional.empty(), FirstChanges.read(List.of()));
        String first = FirstChanges.read(made.subList(0, 1)).orElseThrow().text();
        assertEquals("x".repeat(first.length()), first);
        assertEquals(Optional.empty(), FirstChanges.read(made.subList(1, 2)));
        assertEquals(Optional.empty(), FirstChanges.read(List.of(made.get(1), made.get(0))));
        try (PageDocument document = PageDocument.of(made, Actors.BOB)) {
            var later = new ArrayList<>(made);
            later.addAll(document.edit(new Edit.Text(TextChange.replace(30_000, 9, 10, "y"))));
            assertEquals(Optional.empty(), FirstChanges.read(later));
            assertEquals(Optional.empty(), FirstChanges.read(later.subList(2, 3)));
        }
    }

    /**
     * A hash is that of the form that is not compressed, so what is compressed has the hashes of
     * ours; but other bytes, which Automerge would have to unpack later without a trial.
     */
    @Test
    void whatIsCompressedIsNotReadThoughItIsEqual() {
        List<Change> made =
                FirstChanges.of(Actors.ALICE, new Title("Long"), Map.of(), "x".repeat(30_000));
        for (int index = 0; index < made.size(); index++) {
            var mixed = new ArrayList<>(made);
            mixed.set(index, compressed(made.get(index)));
            assertEquals(made, mixed);
            assertEquals(Optional.empty(), FirstChanges.read(mixed));
            // It enters as any other does.
            try (PageDocument page = PageDocument.create(Actors.BOB)) {
                assertEquals(mixed, page.screen(mixed).fit());
                try (Trial trial = page.trial(mixed)) {
                    trial.run();
                }
                page.apply(mixed);
                assertEquals("x".repeat(30_000), page.text());
            }
        }
    }

    private static Change compressed(Change change) {
        byte[] raw = change.chunk().toArray();
        Chunk plain = Chunk.read(raw, new ChunkReader(raw));
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(plain.body().toArray());
        deflater.finish();
        byte[] buffer = new byte[plain.body().size() + 64];
        int size = deflater.deflate(buffer);
        deflater.end();
        Bytes beginning = Bytes.concat(plain.raw().slice(0, 8), Bytes.ofHex("02"));
        Bytes content = new ChunkWriter().sizedBytes(Bytes.of(buffer, 0, size).toArray()).written();
        return Change.parse(Bytes.concat(beginning, content));
    }

    private static List<Change> assertSameAsAutomerge(
            Title title, Map<BlobId, String> files, String text) {
        return assertSameAsAutomerge(title, files, text, List.of());
    }

    private static List<Change> assertSameAsAutomerge(
            Title title, Map<BlobId, String> files, String text, List<Edit.PutMark> marks) {
        var edits = new ArrayList<Edit>(List.of(new Edit.Rename(title)));
        new TreeMap<>(files)
                .forEach((file, manifest) -> edits.add(new Edit.PutFile(file, manifest)));
        edits.add(new Edit.Text(TextChange.between("", text)));
        edits.addAll(marks);
        List<Change> made = FirstChanges.of(Actors.ALICE, title, files, text, marks);
        try (PageDocument document = PageDocument.create(Actors.ALICE)) {
            List<Change> expected = document.edit(edits);
            assertEquals(chunks(expected), chunks(made));
            assertEquals(document.heads(), Heads.of(List.of(made.getLast().hash())));
            assertEquals(Optional.of(document.content()), FirstChanges.read(made));
        }
        return made;
    }

    private static List<String> chunks(List<Change> changes) {
        return changes.stream().map(change -> change.chunk().toHex()).toList();
    }

    private static String text(Random random, int characters) {
        var text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            String character = CHARACTERS.get(random.nextInt(CHARACTERS.size()));
            text.append(character.repeat(1 + random.nextInt(3)));
        }
        return text.toString();
    }

    private static Map<BlobId, String> files(Random random, int count) {
        var files = new TreeMap<BlobId, String>();
        for (int i = 0; i < count; i++) {
            byte[] hash = new byte[BlobId.BYTES];
            random.nextBytes(hash);
            files.put(new BlobId(Bytes.of(hash)), "{\"name\":\"%d.png\"}".formatted(i % 2));
        }
        return files;
    }
}
