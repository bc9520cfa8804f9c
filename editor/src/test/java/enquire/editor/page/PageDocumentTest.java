package enquire.editor.page;

import static enquire.editor.page.Actors.ALICE;
import static enquire.editor.page.Actors.BOB;
import static enquire.editor.page.Actors.CAROL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.TextChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageDocumentTest {

    private static Edit.Text insert(PageDocument page, int at, String text) {
        return new Edit.Text(TextChange.replace(page.text().length(), at, at, text));
    }

    private static PageDocument page(ActorId actor, String text) {
        var page = PageDocument.create(actor);
        page.edit(insert(page, 0, text));
        return page;
    }

    @Test
    void aNewPageIsEmptyAndStandsAtTheGenesis() {
        try (var page = PageDocument.create(ALICE)) {
            assertEquals(Heads.of(List.of(Genesis.HASH)), page.heads());
            assertEquals("", page.text());
            assertEquals(
                    new PageContent(Optional.empty(), "", Map.of(), Map.of(), Map.of(), false),
                    page.content());
            assertEquals(List.of(), page.changes());
        }
    }

    @Test
    void anEditIsOneChangeByItsActorOnTopOfTheHeads() {
        try (var page = page(ALICE, "one 😀 two")) {
            Heads before = page.heads();
            var made = page.edit(new Edit.Text(TextChange.replace(10, 4, 6, "3")));
            assertEquals("one 3 two", page.text());
            assertEquals(1, made.size());
            assertEquals(before.hashes(), made.getFirst().dependencies());
            assertEquals(ALICE, made.getFirst().actor());
            assertEquals(2, made.getFirst().seq());
            assertEquals(Heads.of(List.of(made.getFirst().hash())), page.heads());
        }
    }

    @Test
    void anEditThatChangesNothingMakesNoChange() {
        try (var page = page(ALICE, "text")) {
            page.edit(new Edit.Rename(new Title("Home")));
            assertEquals(List.of(), page.edit());
            assertEquals(List.of(), page.edit(new Edit.Text(TextChange.unchanged(4))));
            assertEquals(List.of(), page.edit(new Edit.Rename(new Title("Home"))));
            assertEquals(List.of(), page.edit(new Edit.Restore()));
            assertEquals(List.of(), page.edit(new Edit.RemoveMark("none")));
        }
    }

    @Test
    void renamingKeepsTheOldTitleAsAnAliasInTheSameChange() {
        try (var page = page(ALICE, "")) {
            page.edit(new Edit.Rename(new Title("Minutes")));
            var made = page.edit(new Edit.Rename(new Title("Meeting Notes")));
            assertEquals(1, made.size());
            var content = page.content();
            assertEquals(Optional.of(new Title("Meeting Notes")), content.title());
            assertEquals(
                    Map.of(
                            TitleKey.of("minutes"),
                            "Minutes",
                            TitleKey.of("meeting notes"),
                            "Meeting Notes"),
                    content.aliases());
        }
    }

    @Test
    void everyTitleCanBeAnAlias() {
        try (var page = page(ALICE, "")) {
            page.edit(new Edit.Rename(new Title("Smile 😀")));
            page.edit(new Edit.Rename(new Title("Smile \\1f600;")));
            page.edit(new Edit.Rename(new Title("字 \ufffd")));
            assertEquals(
                    Map.of(
                            TitleKey.of("smile 😀"), "Smile 😀",
                            TitleKey.of("smile \\1f600;"), "Smile \\1f600;",
                            TitleKey.of("字 \ufffd"), "字 \ufffd"),
                    page.content().aliases());
        }
    }

    @Test
    void aMarkIsNamedInAscii() {
        for (String id : List.of("", "a b", "😀", "é", "x".repeat(1_025))) {
            assertThrows(IllegalArgumentException.class, () -> new Edit.PutMark(id, ""));
            assertThrows(IllegalArgumentException.class, () -> new Edit.RemoveMark(id));
        }
    }

    @Test
    void filesAndMarksArePutAndRemoved() {
        try (var page = page(ALICE, "")) {
            var file = new BlobId(Bytes.of("picture".getBytes()).sha256());
            page.edit(new Edit.PutFile(file, "{\"name\":\"a.png\"}"), new Edit.PutMark("m", "1"));
            assertEquals(Map.of(file, "{\"name\":\"a.png\"}"), page.content().files());
            assertEquals(Map.of("m", "1"), page.content().marks());
            page.edit(new Edit.RemoveFile(file), new Edit.RemoveMark("m"));
            assertEquals(Map.of(), page.content().files());
            assertEquals(Map.of(), page.content().marks());
        }
    }

    @Test
    void aValueOfOneKibibyteFitsAndOneByteMoreDoesNot() {
        new Edit.PutMark("m", "x".repeat(1024));
        assertThrows(IllegalArgumentException.class, () -> new Edit.PutMark("m", "x".repeat(1025)));
    }

    @Test
    void severalEditsApplyOneAfterTheOther() {
        try (var page = page(ALICE, "b")) {
            var made =
                    page.edit(
                            new Edit.Rename(new Title("Home")),
                            insert(page, 0, "a😀"),
                            new Edit.Text(TextChange.replace(4, 4, 4, "c")));
            assertEquals(1, made.size());
            assertEquals("a😀bc", page.text());
        }
    }

    @Test
    void anEditThatDoesNotFitLeavesThePageAsItWas() {
        try (var page = page(ALICE, "a😀b")) {
            Heads before = page.heads();
            var tooShort = new Edit.Text(TextChange.unchanged(3));
            var splits = new Edit.Text(TextChange.replace(4, 2, 2, "x"));
            var rename = new Edit.Rename(new Title("Home"));
            assertThrows(IllegalArgumentException.class, () -> page.edit(rename, tooShort));
            assertThrows(IllegalArgumentException.class, () -> page.edit(rename, splits));
            assertEquals(before, page.heads());
            assertEquals(Optional.empty(), page.content().title());
            page.edit(insert(page, 1, "still works"));
        }
    }

    @Test
    void aLargeTextIsSplitOverSeveralChangesWithinTheLimits() {
        String large = "word 😀 e\u0301\n".repeat(6_100); // 61,000 code points
        try (var page = page(ALICE, large);
                var copy = PageDocument.of(page.changes(), BOB)) {
            var inserted = page.changes();
            assertEquals(4, inserted.size());
            assertEquals(ChangeLimits.OPERATIONS_MAX, inserted.getFirst().operations());
            assertEquals(large, copy.text());
            var emptied =
                    page.edit(
                            new Edit.Text(
                                    TextChange.replace(large.length(), 0, large.length(), "")));
            assertEquals(4, emptied.size());
            assertEquals("", page.text());
            copy.apply(emptied);
            assertEquals("", copy.text());
        }
    }

    @Test
    void manyLongValuesAreSplitToo() {
        try (var page = page(ALICE, "")) {
            var marks =
                    java.util.stream.IntStream.range(0, 1_500)
                            .<Edit>mapToObj(i -> new Edit.PutMark("m" + i, "x".repeat(1_000)))
                            .toList();
            assertTrue(page.edit(marks).size() > 1);
            assertEquals(1_500, page.content().marks().size());
        }
    }

    @Test
    void foreignChangesArriveAsAnExactTextChange() {
        try (var alice = page(ALICE, "one 😀 two");
                var bob = PageDocument.of(alice.changes(), BOB)) {
            var made = alice.edit(new Edit.Text(TextChange.replace(10, 7, 10, "three 👩‍👩‍👧")));
            bob.edit(insert(bob, 0, "zero "));
            String before = bob.text();
            var applied = bob.apply(made);
            assertEquals(bob.text(), applied.textChange().apply(before));
            assertEquals("zero one 😀 three 👩‍👩‍👧", bob.text());
            assertEquals(bob.heads(), applied.heads());
            assertEquals(2, applied.heads().hashes().size());
        }
    }

    @Test
    void changesThatAreThereAlreadyArePassedOver() {
        try (var alice = page(ALICE, "one");
                var bob = PageDocument.of(alice.changes(), BOB)) {
            var applied = bob.apply(alice.changes());
            assertTrue(applied.textChange().isEmpty());
            assertEquals(alice.heads(), applied.heads());
        }
    }

    @Test
    void aChangeWhoseDependencyIsMissingIsRefusedAndNothingHappens() {
        try (var alice = page(ALICE, "one");
                var bob = PageDocument.create(BOB)) {
            var second = alice.edit(insert(alice, 0, "zero "));
            assertThrows(IllegalArgumentException.class, () -> bob.apply(second));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> bob.apply(List.of(second.getFirst(), alice.changes().getFirst())));
            assertThrows(
                    IllegalArgumentException.class, () -> PageDocument.of(second, BOB).close());
            assertEquals("", bob.text());
            bob.apply(alice.changes());
            assertEquals("zero one", bob.text());
        }
    }

    @Test
    void oneActorsSecondChangeOfTheSameNumberIsRefused() {
        try (var before = PageDocument.create(ALICE);
                var after = PageDocument.create(ALICE);
                var bob = PageDocument.create(BOB)) {
            bob.apply(before.edit(insert(before, 0, "before the backup")));
            var reused = after.edit(insert(after, 0, "after it"));
            assertThrows(IllegalArgumentException.class, () -> bob.apply(reused));
            assertEquals("before the backup", bob.text());
        }
    }

    @Test
    void aSavedPageLoadsWithEqualHeadsAndGoesOn() {
        try (var page = page(ALICE, "one 😀")) {
            page.edit(new Edit.Rename(new Title("Home")));
            try (var loaded = PageDocument.load(page.save(), BOB)) {
                assertEquals(page.heads(), loaded.heads());
                assertEquals(page.content(), loaded.content());
                assertEquals(page.changes(), loaded.changes());
                var made = loaded.edit(insert(loaded, 6, "!"));
                assertEquals(BOB, made.getFirst().actor());
                assertEquals("one 😀!", page.apply(made).textChange().apply("one 😀"));
            }
        }
    }

    @Test
    void aLoadedPageGoesOnUnderItsOwnActorToo() {
        try (var page = page(ALICE, "one");
                var loaded = PageDocument.load(page.save(), ALICE)) {
            assertEquals(2, loaded.edit(insert(loaded, 3, " two")).getFirst().seq());
        }
    }

    @Test
    void bytesThatAreNoPageAreRefused() {
        var noise = Bytes.of("no page".getBytes());
        assertThrows(PageDocumentException.class, () -> PageDocument.load(noise, ALICE));
        assertThrows(PageDocumentException.class, () -> PageDocument.load(Bytes.EMPTY, ALICE));
    }

    @Test
    void everyVersionCanBeReadAndCompared() {
        try (var page = page(ALICE, "one 😀 two")) {
            Heads first = page.heads();
            page.edit(new Edit.Text(TextChange.replace(10, 4, 6, "3")));
            Heads second = page.heads();
            page.edit(insert(page, 0, "😀"));
            assertEquals("one 😀 two", page.textAt(first));
            assertEquals("one 3 two", page.textAt(second));
            assertEquals("", page.textAt(Heads.of(List.of(Genesis.HASH))));
            var change = page.textChangeBetween(first, page.heads());
            assertEquals(page.text(), change.apply("one 😀 two"));
            var back = page.textChangeBetween(page.heads(), first);
            assertEquals("one 😀 two", back.apply(page.text()));
        }
    }

    @Test
    void aVersionOfAnotherPageIsRefused() {
        try (var page = page(ALICE, "one");
                var other = page(CAROL, "two")) {
            assertThrows(IllegalArgumentException.class, () -> page.textAt(other.heads()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> page.textChangeBetween(page.heads(), other.heads()));
        }
    }

    @Test
    void whatItWeighsGrowsWithItsCharacters() {
        try (var small = page(ALICE, "x".repeat(100));
                var large = page(ALICE, "x".repeat(10_100))) {
            assertEquals(10_000 * 400, large.nativeBytesEstimate() - small.nativeBytesEstimate());
        }
    }

    @Test
    void aClosedPageSaysSo() {
        var page = page(ALICE, "one");
        page.close();
        page.close();
        assertThrows(IllegalStateException.class, page::heads);
        assertThrows(IllegalStateException.class, () -> page.edit(insert(page, 0, "x")));
        assertFalse(page.text().isEmpty());
    }
}
