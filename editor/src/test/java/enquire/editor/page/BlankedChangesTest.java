package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.TextChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Characters are taken out of changes, and pages with and without them stay one page. */
class BlankedChangesTest {

    private static final String SECRET = "hunter2 🔑é";

    private static Edit replaced(int from, int to, String text, PageDocument page) {
        return new Edit.Text(TextChange.replace(page.text().length(), from, to, text));
    }

    private static void type(PageDocument page, int at, String text) {
        page.edit(replaced(at, at, text, page));
    }

    private static List<Change> without(List<Change> changes, Map<ChangeHash, Blanks> blanks) {
        return changes.stream()
                .map(change -> change.blanked(blanks.getOrDefault(change.hash(), Blanks.NONE)))
                .toList();
    }

    private static boolean holds(List<Change> changes, String text) {
        var inserted = new StringBuilder();
        changes.forEach(change ->
                inserted.append(
                        new String(change.bodyBytes().toArray(), StandardCharsets.ISO_8859_1)));
        return inserted.indexOf(
                        new String(
                                text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                >= 0;
    }

    private static Map<ChangeHash, Blanks> occurrences(List<Change> changes) {
        return Occurrences.of(changes, List.of(SECRET)).orElseThrow().blanks();
    }

    @Test
    void whatIsLeftKeepsItsHashAndEverythingButTheWords() {
        try (var alice = PageDocument.create(Actors.ALICE)) {
            alice.edit(
                    new Edit.Rename(new Title("Keys")),
                    replaced(0, 0, "a " + SECRET + " z", alice));
            List<Change> whole = alice.changes();

            Change left = without(whole, occurrences(whole)).getFirst();

            assertTrue(left.isBlanked());
            assertEquals(whole.getFirst().hash(), left.hash());
            assertNotEquals(left.hash(), left.proof());
            assertEquals(left.hash(), Change.parse(left.chunk()).hash());
            assertEquals(left.proof(), Change.parse(left.chunk()).proof());
            assertEquals(left.chunk(), left.blanked(occurrences(whole).get(left.hash())).chunk());
            assertFalse(holds(List.of(left), SECRET));
            assertFalse(holds(List.of(left), "hunter"));
            try (var page = PageDocument.of(List.of(left), Actors.BOB)) {
                assertEquals("a ████████🔲█ z", page.text());
                assertEquals("Keys", page.content().title().orElseThrow().value());
                assertEquals(alice.heads(), page.heads());
            }
        }
    }

    /** A record that names all operations makes no page untitled, and takes no file from it. */
    @Test
    void ofWhatIsNotTextOnlySummariesAndNamesOfVersionsGo() {
        try (var alice = PageDocument.create(Actors.ALICE)) {
            var file = new BlobId(Bytes.of(new byte[BlobId.BYTES]));
            alice.edit(
                    new Edit.Rename(new Title("summary")), // As the key of a summary.
                    new Edit.PutFile(file, "{\"name\":\"plan.txt\"}"),
                    EditSummary.mark("it is " + SECRET),
                    new Edit.PutMark("other", "a tick"));
            Heads first = alice.heads();
            alice.edit(new Edit.PutMark(NamedVersion.key(first), "with " + SECRET));
            alice.edit(new Edit.PutMark(NamedVersion.key(first), "another"));
            alice.edit(new Edit.RemoveMark(NamedVersion.key(first)), new Edit.Delete());
            var all = new Blanks(List.of(new Blanks.Range(0, ChangeLimits.OPERATIONS_MAX)));
            List<Change> whole = alice.changes();

            List<Change> left = whole.stream().map(change -> change.blanked(all)).toList();

            assertFalse(holds(left, "hunter"));
            assertFalse(holds(left, "another"));
            assertEquals(3, left.stream().filter(Change::isBlanked).count());
            assertEquals(new Blanks(List.of(new Blanks.Range(0, 1))), left.get(1).gone(all));
            assertEquals(Blanks.NONE, whole.get(1).gone(all));
            assertEquals(left.get(1).chunk(), left.get(1).blanked(all).chunk());
            try (var page = PageDocument.of(left, Actors.BOB)) {
                assertEquals(alice.heads(), page.heads());
                PageContent before = alice.content();
                PageContent after = page.content();
                assertEquals(before.title(), after.title());
                assertEquals(before.aliases(), after.aliases());
                assertEquals(before.files(), after.files());
                assertTrue(after.deleted());
                assertEquals(Map.of(EditSummary.KEY, "███", "other", "a tick"), after.marks());
            }
        }
    }

    @Test
    void wordsThatWereTypedBitByBitAreFoundInAllTheirChanges() {
        try (var alice = PageDocument.create(Actors.ALICE)) {
            type(alice, 0, "a  z");
            type(alice, 2, "hXu");
            type(alice, 5, "nter2 ");
            alice.edit(replaced(3, 4, "", alice));
            type(alice, 10, "🔑é");
            assertEquals("a " + SECRET + " z", alice.text());
            alice.edit(replaced(2, 2 + SECRET.length(), "", alice));
            type(alice, 2, "hunt");

            List<Change> left = without(alice.changes(), occurrences(alice.changes()));

            assertEquals(3, left.stream().filter(Change::isBlanked).count());
            assertFalse(holds(left, "🔑"));
            assertTrue(holds(left, "hunt"));
            assertEquals(
                    List.of(), Occurrences.standing(alice.changes(), occurrences(alice.changes())));
            try (var page = PageDocument.of(left, Actors.BOB)) {
                assertEquals("a hunt z", page.text());
                Heads typed = Heads.of(List.of(left.get(4).hash()));
                assertEquals("a ████████🔲█ z", page.textAt(typed));
                assertEquals(
                        "a hunt z",
                        page.textChangeBetween(typed, page.heads()).apply(page.textAt(typed)));
                assertEquals(
                        left.stream().map(Change::chunk).toList(),
                        page.changes().stream().map(Change::chunk).toList());
            }
        }
    }

    @Test
    void whatStillStandsIsToldAndABranchIsLookedThroughAlone() {
        try (var alice = PageDocument.create(Actors.ALICE);
                var bob = PageDocument.create(Actors.BOB)) {
            type(alice, 0, "a z");
            bob.apply(alice.changes());
            type(bob, 2, SECRET);
            // Nobody who has both ever saw the words: something stands in their middle.
            type(alice, 2, "!");
            bob.edit(replaced(2, 2 + SECRET.length(), "", bob));
            alice.apply(bob.changes());

            assertEquals(1, occurrences(alice.changes()).size());

            type(alice, 0, SECRET);
            Occurrences now = Occurrences.of(alice.changes(), List.of(SECRET)).orElseThrow();
            assertEquals(List.of(new Blanks.Range(0, SECRET.length())), now.standing());
            assertEquals(now.standing(), Occurrences.standing(alice.changes(), now.blanks()));
        }
    }

    /** Two who write at once cost memory for each change, one behind the other none. */
    @Test
    void aPageWhosePastNeedsMoreMemoryThanThereIsIsNotLookedThrough() {
        try (var alice = PageDocument.create(Actors.ALICE);
                var bob = PageDocument.create(Actors.BOB)) {
            type(alice, 0, "a " + SECRET);
            bob.apply(alice.changes());
            for (int i = 0; i < 9; i++) {
                type(alice, 0, "!");
            }
            assertTrue(Occurrences.of(alice.changes(), List.of(SECRET), 0).isPresent());
            type(bob, 0, "?");
            type(bob, 0, "?");
            alice.apply(bob.changes());

            assertTrue(Occurrences.of(alice.changes(), List.of(SECRET), 3).isEmpty());
            assertEquals(
                    occurrences(alice.changes()),
                    Occurrences.of(alice.changes(), List.of(SECRET), 20).orElseThrow().blanks());
        }
    }

    @Test
    void bytesThatAreNotWhatIsLeftOfAChangeAreRefused() {
        try (var alice = PageDocument.create(Actors.ALICE)) {
            type(alice, 0, SECRET);
            List<Change> whole = alice.changes();
            Change left = without(whole, occurrences(whole)).getFirst();
            Bytes itself = BlankedChunk.of(whole.getFirst().hash(), whole.getFirst().chunk());
            Bytes more = Bytes.concat(left.chunk(), whole.getFirst().chunk());

            for (Bytes wrong : List.of(itself, more, left.chunk().slice(0, 30))) {
                assertThrows(MalformedChangeException.class, () -> Change.parse(wrong));
            }
        }
    }

    /** Some have the words, some have not; who writes on top of which makes no difference. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pagesWithAndWithoutTheWordsStayOnePage(long seed) {
        var random = new Random(seed);
        try (var alice = PageDocument.create(Actors.ALICE);
                var bob = PageDocument.create(Actors.BOB)) {
            type(alice, 0, "one two three");
            type(alice, 4, SECRET);
            bob.apply(alice.changes());
            type(bob, 3, "?");
            alice.edit(replaced(4, 4 + SECRET.length(), "", alice));
            alice.apply(bob.changes());
            Map<ChangeHash, Blanks> blanks = occurrences(alice.changes());
            try (var carol = PageDocument.of(without(alice.changes(), blanks), Actors.CAROL)) {
                var pages = List.of(alice, bob, carol);
                for (int round = 0; round < 30; round++) {
                    PageDocument page = pages.get(random.nextInt(3));
                    int at =
                            page.text()
                                    .offsetByCodePoints(
                                            0,
                                            random.nextInt(
                                                    page.text()
                                                                    .codePointCount(
                                                                            0, page.text().length())
                                                            + 1));
                    type(page, at, "x" + round);
                    PageDocument to = pages.get(random.nextInt(3));
                    to.apply(to.screen(page.changes()).fit());
                    assertEquals(to.text(), PageDocumentTexts.of(to.changes()));
                }
                for (PageDocument to : pages) {
                    for (PageDocument from : pages) {
                        List<Change> lacking = new ArrayList<>(from.changes());
                        lacking.removeIf(change -> to.knows(change.hash()));
                        if (!lacking.isEmpty()) {
                            try (Trial trial = to.trial(lacking)) {
                                trial.run();
                            }
                        }
                        to.apply(lacking);
                    }
                }
                assertEquals(alice.heads(), bob.heads());
                assertEquals(alice.heads(), carol.heads());
                assertEquals(alice.text(), bob.text());
                assertEquals(alice.text(), carol.text());
                assertFalse(holds(carol.changes(), SECRET));
                assertTrue(holds(bob.changes(), SECRET));
                assertEquals(
                        bob.changes().stream().map(Change::hash).sorted().toList(),
                        carol.changes().stream().map(Change::hash).sorted().toList());
            }
        }
    }

    private static final class PageDocumentTexts {

        static String of(List<Change> changes) {
            try (var page = PageDocument.of(changes, Actors.actor(9))) {
                return page.text();
            }
        }
    }
}
