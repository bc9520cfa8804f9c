package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.storage.Lines.Opened;
import enquire.storage.Lines.Position;
import enquire.storage.Lines.Pushed;
import enquire.storage.Lines.TabUpdate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {

    @TempDir Path folder;
    private Person alice;
    private PageId page;

    @BeforeEach
    void open() {
        alice = new Person("Alice", folder, 1);
        page = alice.create("Home", "one two").page();
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private Opened open(String tab) {
        return alice.repository().lines().open(page, tab, Optional.empty(), Optional.empty());
    }

    private Pushed push(Opened at, long version, String tab, long number, TextChange change) {
        return alice.repository()
                .lines()
                .push(
                        page,
                        at.position().line(),
                        version,
                        tab,
                        List.of(new TabUpdate(number, change)));
    }

    @Test
    void anUpdateOfOneTabReachesTheOther() {
        Opened first = open("first");
        Opened second = open("second");

        var pushed = push(first, 0, "first", 1, TextChange.replace(7, 7, 7, " three"));

        assertEquals(new Pushed.Accepted(1), pushed);
        var updates =
                alice.repository().lines().since(page, second.position().line(), 0).orElseThrow();
        assertEquals(1, updates.size());
        assertEquals(Optional.of("first"), updates.getFirst().tab());
        assertEquals("one two three", updates.getFirst().change().apply(second.text()));
        assertEquals("one two three", alice.text(page));
    }

    @Test
    void anUpdateBasedOnAnOlderTextIsStale() {
        Opened tab = open("first");
        push(tab, 0, "first", 1, TextChange.replace(7, 7, 7, "!"));

        assertEquals(
                new Pushed.Stale(1), push(tab, 0, "second", 1, TextChange.replace(7, 0, 0, "?")));
        assertEquals("one two!", alice.text(page));
    }

    @Test
    void aRepeatedUpdateIsAnsweredAndNotAppliedTwice() {
        Opened tab = open("first");
        TextChange change = TextChange.replace(7, 7, 7, "!");
        push(tab, 0, "first", 1, change);

        assertEquals(new Pushed.Accepted(1), push(tab, 0, "first", 1, change));
        alice.restart();
        assertEquals(new Pushed.Accepted(1), push(tab, 0, "first", 1, change));
        assertEquals("one two!", alice.text(page));
    }

    @Test
    void updatesOfWhichTheFirstWereAcceptedBeforeGoOnWithTheRest() {
        Opened tab = open("first");
        TextChange first = TextChange.replace(7, 7, 7, "!");
        TextChange second = TextChange.replace(8, 8, 8, "?");
        push(tab, 0, "first", 1, first);

        Pushed pushed =
                alice.repository()
                        .lines()
                        .push(
                                page,
                                tab.position().line(),
                                0,
                                "first",
                                List.of(new TabUpdate(1, first), new TabUpdate(2, second)));

        assertEquals(new Pushed.Accepted(2), pushed);
        assertEquals("one two!?", alice.text(page));
    }

    @Test
    void theLineAndTheNumbersOfTabsSurviveARestart() {
        Opened before = open("first");
        push(before, 0, "first", 1, TextChange.replace(7, 7, 7, "!"));
        push(before, 1, "second", 1, TextChange.replace(8, 0, 0, "¡"));
        alice.restart();

        Opened after =
                alice.repository()
                        .lines()
                        .open(page, "first", Optional.of(before.position()), Optional.empty());

        assertEquals(new Position(before.position().line(), 2), after.position());
        assertEquals(1, after.lastNumber());
        assertEquals("¡one two!", after.rebase().orElseThrow().apply("one two"));
        assertEquals(
                2,
                alice.repository()
                        .lines()
                        .since(page, before.position().line(), 0)
                        .orElseThrow()
                        .size());
        assertEquals(Optional.empty(), alice.repository().lines().since(page, "another line", 0));
    }

    @Test
    void aTabWhoseLineIsGoneGoesOnFromItsVersion() {
        Opened before = open("first");
        push(before, 0, "first", 1, TextChange.replace(7, 7, 7, "!"));

        Opened after =
                alice.repository()
                        .lines()
                        .open(
                                page,
                                "other",
                                Optional.of(new Position("gone", 7)),
                                Optional.of(before.token()));

        assertEquals("one two!", after.rebase().orElseThrow().apply(before.text()));
        assertInstanceOf(
                Pushed.Gone.class,
                alice.repository().lines().push(page, "gone", 7, "other", List.of()));
    }

    @Test
    void whatDoesNotFitTheTextIsRefusedWhole() {
        alice.write(page, "a🌹b");
        Opened tab = open("first");
        long version = tab.position().version();

        assertInstanceOf(
                Pushed.Refused.class,
                push(tab, version, "first", 1, TextChange.replace(9, 0, 0, "x")));
        assertInstanceOf(
                Pushed.Refused.class,
                push(tab, version, "first", 1, TextChange.replace(4, 2, 2, "x")));
        assertInstanceOf(
                Pushed.Refused.class,
                push(tab, version, "first", 1, TextChange.replace(4, 0, 0, "x\r\n")));
        assertInstanceOf(
                Pushed.Refused.class,
                push(tab, version, "first", 2, TextChange.replace(4, 0, 0, "x")));
        assertEquals("a🌹b", alice.text(page));
    }

    @Test
    void anEditThroughTheApiIsAStepOfTheLine() {
        Opened tab = open("first");
        alice.write(page, "one two three");

        var updates =
                alice.repository().lines().since(page, tab.position().line(), 0).orElseThrow();

        assertEquals(Optional.empty(), updates.getFirst().tab());
        assertEquals("one two three", updates.getFirst().change().apply(tab.text()));
    }

    @Test
    void thePageOfALineMustExist() {
        PageId nowhere = PageId.derive(Person.WIKI, TitleKey.of("nowhere"));

        assertThrows(
                NoSuchPageException.class,
                () ->
                        alice.repository()
                                .lines()
                                .open(nowhere, "tab", Optional.empty(), Optional.empty()));
    }

    @Test
    void thousandsOfUpdatesAreReadBackFromTheJournal() {
        Opened tab = open("first");
        int length = 7;
        for (int i = 1; i <= 1_500; i++) {
            push(tab, i - 1, "first", i, TextChange.replace(length, length, length, "x"));
            length++;
        }

        Opened after =
                alice.repository()
                        .lines()
                        .open(page, "other", Optional.of(tab.position()), Optional.empty());

        assertEquals(alice.text(page), after.rebase().orElseThrow().apply("one two"));
        assertEquals(
                1_500,
                alice.repository()
                        .lines()
                        .since(page, tab.position().line(), 0)
                        .orElseThrow()
                        .size());
    }
}
