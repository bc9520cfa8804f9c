package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.Lines.Opened;
import enquire.storage.Lines.Position;
import enquire.storage.Lines.TabUpdate;
import enquire.storage.database.JournalTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the program dies between two steps: copies of the files are opened. */
class JournalRecoveryTest {

    @TempDir Path folder;
    private Person alice;
    private PageId page;
    private Opened tab;
    private String text = "one";
    private long number;

    @BeforeEach
    void open() {
        alice = Person.unhurried("Alice", folder, 1);
        page = alice.create("Home", text).page();
        tab = alice.repository().lines().open(page, "tab", Optional.empty(), Optional.empty());
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private void type(String typed) {
        var change = TextChange.replace(text.length(), text.length(), text.length(), typed);
        number++;
        var pushed =
                alice.repository()
                        .lines()
                        .push(
                                page,
                                tab.position().line(),
                                number - 1,
                                "tab",
                                List.of(new TabUpdate(number, change)));
        assertEquals(new Lines.Pushed.Accepted(number), pushed);
        text = change.apply(text);
    }

    @Test
    void typingThatWasNotFoldedIsThereAndIsFoldedThen() {
        type(" two");
        type(" three");
        Path crashed = CrashedCopy.of(alice.folder(), folder.resolve("copy"));

        try (Repository recovered = alice.open(crashed)) {
            assertEquals(text, recovered.page(page).orElseThrow().text());
            assertEquals(Set.of(page), recovered.exchange().pending());
            recovered.exchange().fold(page);
            assertEquals(text, recovered.page(page).orElseThrow().text());
            assertEquals(2, recovered.exchange().changes(page).size());
        }
    }

    @Test
    void foldedTypingIsNotAppliedAgain() {
        type(" two");
        alice.repository().exchange().fold(page);
        type(" three");
        Path crashed = CrashedCopy.of(alice.folder(), folder.resolve("copy"));

        try (Repository recovered = alice.open(crashed)) {
            recovered.exchange().fold(page);
            recovered.exchange().fold(page);
            assertEquals(text, recovered.page(page).orElseThrow().text());
            assertEquals(3, recovered.exchange().changes(page).size());
        }
    }

    @Test
    void everyStartMakesItsChangesAsAnotherActor() {
        type(" two");
        Path first = CrashedCopy.of(alice.folder(), folder.resolve("first"));
        Path second = CrashedCopy.of(alice.folder(), folder.resolve("second"));

        assertNotEquals(foldedIn(first).actor(), foldedIn(second).actor());
    }

    private Change foldedIn(Path crashed) {
        try (Repository recovered = alice.open(crashed)) {
            recovered.exchange().fold(page);
            return recovered.exchange().changes(page).getLast();
        }
    }

    @Test
    void aTabGoesOnWhereItWas() {
        type(" two");
        type(" three");
        Path crashed = CrashedCopy.of(alice.folder(), folder.resolve("copy"));

        try (Repository recovered = alice.open(crashed)) {
            Opened again =
                    recovered
                            .lines()
                            .open(
                                    page,
                                    "tab",
                                    Optional.of(new Position(tab.position().line(), 1)),
                                    Optional.empty());
            assertEquals(2, again.position().version());
            assertEquals(2, again.lastNumber());
            assertEquals(text, again.rebase().orElseThrow().apply("one two"));
        }
    }

    /** The write-ahead log torn anywhere: what is left is a beginning of what was written. */
    @Test
    void aTornLogLosesOnlyWhatWasNotAcknowledgedBeforeTheTear() {
        var sizes = new ArrayList<Integer>();
        var texts = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            sizes.add(CrashedCopy.logBytes(alice.folder()));
            texts.add(text);
            type(" word" + i);
            if (i % 10 == 9) {
                alice.repository().exchange().fold(page);
            }
        }
        for (int cut : tears(sizes.getFirst(), sizes.getLast())) {
            Path torn = CrashedCopy.of(alice.folder(), folder.resolve("torn" + cut), cut);
            try (Repository recovered = alice.open(torn)) {
                String found = recovered.page(page).orElseThrow().text();
                int acknowledged = 0;
                while (sizes.get(acknowledged + 1) <= cut) {
                    acknowledged++;
                }
                assertTrue(found.startsWith(texts.get(acknowledged)), found);
                assertTrue(text.startsWith(found), found);
            }
            CrashedCopy.remove(torn);
        }
    }

    /**
     * {@code -Denquire.boundaries=true} for each boundary of a frame of the log with the bytes
     * beside it, and every byte of the headers of the first ten frames
     * (sqlite.org/fileformat2.html#walformat).
     */
    private static Collection<Integer> tears(int from, int to) {
        var tears = new TreeSet<Integer>();
        if (Boolean.getBoolean("enquire.boundaries")) {
            for (int frame = from; frame < to; frame += 24 + 4_096) {
                int bytes = tears.size() < 250 ? 25 : 1;
                IntStream.rangeClosed(Math.max(from, frame - 1), Math.min(to - 1, frame + bytes))
                        .forEach(tears::add);
            }
            System.out.printf("A log of %,d bytes: %,d tears%n", to, tears.size());
        } else {
            var random = new Random(11);
            IntStream.range(0, 25).forEach(i -> tears.add(from + random.nextInt(to - from)));
        }
        return tears;
    }

    @Test
    void aCopiedStoreThatWentItsOwnWayStillMerges() {
        type(" two");
        Path copy = CrashedCopy.of(alice.folder(), folder.resolve("Carol"));
        try (var carol = new Person("Carol", folder, 5)) {
            assertEquals(copy, carol.folder());
            carol.write(page, text + " by Carol");
            type(" three");
            alice.receiveFrom(carol);
            carol.receiveFrom(alice);

            assertEquals(alice.page(page).version(), carol.page(page).version());
            assertEquals(alice.text(page), carol.text(page));
        }
    }

    @Test
    void journalRowsAreGoneAfterThirtyDaysButTheNewestAndTheTextStays() {
        type(" two");
        for (int i = 0; i < JournalTable.NEWEST_KEPT; i++) {
            type("!");
        }
        String whole = alice.text(page);
        alice.repository().exchange().fold(page);
        alice.wait(Duration.ofDays(31));
        alice.close();
        alice = alice.hurried();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (alice.repository().lines().since(page, tab.position().line(), 0).isPresent()) {
            assertTrue(System.nanoTime() < deadline, "the rows are still there");
            Thread.onSpinWait();
        }

        assertEquals(whole, alice.text(page));
        Opened again =
                alice.repository()
                        .lines()
                        .open(page, "tab", Optional.of(tab.position()), Optional.of(tab.token()));
        assertEquals(tab.position().line(), again.position().line());
        assertEquals(whole, again.rebase().orElseThrow().apply("one"));
    }
}
