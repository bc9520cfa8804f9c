package enquire.editor.page;

import static enquire.editor.page.Actors.ALICE;
import static enquire.editor.page.Actors.BOB;
import static enquire.editor.page.Actors.CAROL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.TextChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same vault imported twice: what a writer does when two equal first texts meet. */
class FirstTextsTest {

    private static final String TEXT = "# Home 😀\n\nThe same words, imported twice.\n";

    /** 50,000 code points: three changes. */
    private static final String LARGE = "one 😀 two\n".repeat(5_000);

    private static PageDocument imported(ActorId actor, String text) {
        var page = PageDocument.create(actor);
        page.edit(
                new Edit.Rename(new Title("Home")),
                new Edit.Text(TextChange.replace(0, 0, 0, text)));
        return page;
    }

    private static void insert(PageDocument page, int at, String text) {
        page.edit(new Edit.Text(TextChange.replace(page.text().length(), at, at, text)));
    }

    private static void delete(PageDocument page, int from, int to) {
        page.edit(new Edit.Text(TextChange.replace(page.text().length(), from, to, "")));
    }

    private static void exchange(PageDocument... pages) {
        for (PageDocument from : pages) {
            for (PageDocument to : pages) {
                to.apply(from.changes());
            }
        }
        for (PageDocument page : pages) {
            for (PageDocument other : pages) {
                page.apply(other.changes());
            }
            assertEquals(pages[0].heads(), page.heads());
            assertEquals(pages[0].text(), page.text());
        }
    }

    private static boolean takesTheCopyOut(PageDocument page) {
        Optional<TextChange> doubled = page.doubledFirstText();
        doubled.ifPresent(change -> page.edit(new Edit.Text(change)));
        return doubled.isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, "x", "xx", "😀"})
    void oneNodeTakesTheCopyOut(String text) {
        try (var alice = imported(ALICE, text);
                var bob = imported(BOB, text)) {
            exchange(alice, bob);
            assertEquals(text + text, alice.text());
            assertTrue(takesTheCopyOut(bob));
            exchange(alice, bob);
            assertEquals(text, alice.text());
            assertEquals(Optional.empty(), alice.doubledFirstText());
            assertEquals(Optional.empty(), bob.doubledFirstText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, "x"})
    void twoNodesThatDoSoAtTheSameTimeKeepOneCopy(String text) {
        try (var alice = imported(ALICE, text);
                var bob = imported(BOB, text)) {
            exchange(alice, bob);
            assertTrue(takesTheCopyOut(alice));
            assertTrue(takesTheCopyOut(bob));
            exchange(alice, bob);
            assertEquals(text, alice.text());
            assertEquals(Optional.empty(), alice.doubledFirstText());
        }
    }

    @Test
    void aLargeTextThatWasSplitIsTakenOutToo() {
        try (var alice = imported(ALICE, LARGE);
                var bob = imported(BOB, LARGE)) {
            assertEquals(3, alice.changes().size());
            exchange(alice, bob);
            assertEquals(2 * LARGE.length(), alice.text().length());
            assertTrue(takesTheCopyOut(alice));
            assertTrue(takesTheCopyOut(bob));
            exchange(alice, bob);
            assertEquals(LARGE, alice.text());
        }
    }

    @Test
    void nothingIsTakenOutWhileHalfOfALargeTextIsMissing() {
        try (var alice = imported(ALICE, LARGE);
                var bob = imported(BOB, LARGE);
                var carol = PageDocument.create(CAROL)) {
            carol.apply(alice.changes().subList(0, 2));
            carol.apply(bob.changes().subList(0, 2));
            assertEquals(Optional.empty(), carol.doubledFirstText());
            carol.apply(alice.changes());
            assertEquals(Optional.empty(), carol.doubledFirstText());
            carol.apply(bob.changes());
            assertTrue(takesTheCopyOut(carol));
            assertEquals(LARGE, carol.text());
        }
    }

    @Test
    void threeImportsLeaveOneCopy() {
        try (var alice = imported(ALICE, TEXT);
                var bob = imported(BOB, TEXT);
                var carol = imported(CAROL, TEXT)) {
            exchange(bob, carol);
            assertTrue(takesTheCopyOut(bob));
            exchange(alice, bob, carol);
            assertTrue(takesTheCopyOut(carol));
            assertTrue(takesTheCopyOut(alice));
            exchange(alice, bob, carol);
            assertEquals(TEXT, alice.text());
        }
    }

    @Test
    void whatWasWrittenIntoTheCopyThatStaysIsKept() {
        try (var alice = imported(ALICE, TEXT);
                var bob = imported(BOB, TEXT)) {
            insert(alice, 2, "sweet ");
            String edited = alice.text();
            exchange(alice, bob);
            assertTrue(takesTheCopyOut(bob));
            exchange(alice, bob);
            assertEquals(edited, alice.text());
        }
    }

    @Test
    void aCopyThatSomebodyWroteIntoIsLeftForPeopleToSee() {
        try (var alice = imported(ALICE, TEXT);
                var bob = imported(BOB, TEXT)) {
            insert(bob, 2, "sweet ");
            exchange(alice, bob);
            assertEquals(Optional.empty(), alice.doubledFirstText());
            assertEquals(Optional.empty(), bob.doubledFirstText());
            assertTrue(alice.text().contains("# sweet Home"));
        }
    }

    @Test
    void wordsWrittenIntoACopyWhileItIsTakenOutAreKept() {
        try (var alice = imported(ALICE, TEXT);
                var bob = imported(BOB, TEXT)) {
            alice.apply(bob.changes());
            assertTrue(takesTheCopyOut(alice));
            insert(bob, 2, "sweet ");
            exchange(alice, bob);
            assertTrue(alice.text().contains("sweet "));
            assertTrue(alice.text().contains(TEXT));
            assertEquals(Optional.empty(), alice.doubledFirstText());
        }
    }

    @Test
    void nothingIsTakenOutIfTheOtherCopyIsNotWhole() {
        try (var alice = imported(ALICE, TEXT);
                var bob = imported(BOB, TEXT)) {
            delete(alice, 0, 5);
            exchange(alice, bob);
            assertEquals(Optional.empty(), bob.doubledFirstText());
            delete(bob, 0, bob.text().length());
            assertEquals(Optional.empty(), bob.doubledFirstText());
        }
    }

    @Test
    void equalCharactersTypedLaterAreNotMistakenForACopy() {
        try (var alice = imported(ALICE, "x");
                var bob = imported(BOB, "x")) {
            exchange(alice, bob);
            assertTrue(takesTheCopyOut(bob));
            insert(bob, 1, "xx");
            exchange(alice, bob);
            assertEquals("xxx", alice.text());
            try (var again = PageDocument.load(alice.save(), CAROL)) {
                assertEquals(Optional.empty(), again.doubledFirstText());
            }
        }
    }

    @Test
    void aCharacterThatTookThePlaceOfTheCopyIsNotMistakenForIt() {
        try (var alice = imported(ALICE, "x");
                var bob = imported(BOB, "x")) {
            exchange(alice, bob);
            insert(bob, 1, "x"); // Between the copies.
            assertTrue(takesTheCopyOut(bob));
            assertEquals("xx", bob.text());
            try (var again = PageDocument.load(bob.save(), CAROL)) {
                assertEquals(Optional.empty(), again.doubledFirstText());
            }
        }
    }

    @Test
    void nothingIsTakenOutIfWordsInsideTheOtherCopyAreGone() {
        try (var alice = imported(ALICE, TEXT);
                var bob = imported(BOB, TEXT)) {
            delete(alice, 11, 20);
            exchange(alice, bob);
            assertEquals(Optional.empty(), alice.doubledFirstText());
            assertEquals(Optional.empty(), bob.doubledFirstText());
        }
    }

    @Test
    void differentFirstTextsAreBothKept() {
        try (var alice = imported(ALICE, "one");
                var bob = imported(BOB, "two")) {
            exchange(alice, bob);
            assertEquals(Optional.empty(), alice.doubledFirstText());
            assertEquals(6, alice.text().length());
        }
    }

    @Test
    void aTitleGivenBeforeTheTextDoesNotHideTheCopy() {
        try (var alice = PageDocument.create(ALICE);
                var bob = imported(BOB, TEXT)) {
            alice.edit(new Edit.Rename(new Title("Home")));
            insert(alice, 0, TEXT);
            exchange(alice, bob);
            assertTrue(takesTheCopyOut(alice));
            assertEquals(TEXT, alice.text());
        }
    }

    @Test
    void aCopyIsFoundAfterTheMergedPageWasStoredAndLoaded() {
        try (var alice = imported(ALICE, TEXT);
                var bob = imported(BOB, TEXT)) {
            exchange(alice, bob);
            try (var carol = PageDocument.load(alice.save(), CAROL);
                    var rebuilt = PageDocument.of(bob.changes(), CAROL)) {
                assertEquals(alice.doubledFirstText(), carol.doubledFirstText());
                assertEquals(alice.doubledFirstText(), rebuilt.doubledFirstText());
                assertEquals(
                        List.of(TEXT), List.of(alice.doubledFirstText().get().apply(carol.text())));
            }
        }
    }
}
