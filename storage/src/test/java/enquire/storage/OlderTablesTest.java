package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.database.OlderTables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that an older build wrote is brought up to date, and everything is there. */
class OlderTablesTest {

    private static final String TEXT = "Present: Alice and Bob.\n";

    @TempDir Path folder;

    @Test
    void whatEachOlderBuildWroteIsFoundAndGoneOnWith() throws Exception {
        for (int version = 1; version < OlderTables.NEWEST; version++) {
            try (var alice = new Person("Alice " + version, folder, version);
                    var bob = new Person("Bob " + version, folder, version)) {
                assertFoundAgain(alice, bob, version);
            }
        }
    }

    private void assertFoundAgain(Person alice, Person bob, int version) throws Exception {
        PageId page = alice.create("Minutes", "Present: Alice.\n").page();
        bob.receiveFrom(alice, page);
        bob.wait(Duration.ofMinutes(5));
        bob.write(page, TEXT);
        alice.wait(Duration.ofHours(1));
        alice.receiveFrom(bob, page);
        PageView before = alice.repository().page(page).orElseThrow();
        List<Change> changes = alice.repository().exchange().changes(page);
        Map<ChangeHash, Instant> past = past(alice.repository(), page);
        alice.close();

        OlderTables.takeBack(alice.folder().resolve("wiki.db"), version);

        String message = "tables " + version;
        try (Repository repository = alice.open(alice.folder())) {
            PageView found = repository.page(page).orElseThrow();
            assertEquals(TEXT, found.text(), message);
            assertEquals(before.version(), found.version(), message);
            assertEquals(page, repository.find(TitleKey.of("minutes")).orElseThrow(), message);
            assertEquals(changes, repository.exchange().changes(page), message);
            assertEquals(past, past(repository, page), message);
            assertEquals(
                    past.keySet(),
                    repository.archive().enteredSince(page, Instant.EPOCH.plusMillis(1)),
                    message);
            // Of what came before, only when it was taken in is known.
            assertEquals(
                    past.values().stream().sorted().toList().reversed(),
                    repository.authorship().edits(Authorship.Place.NEWEST, 10).stream()
                            .map(Authorship.Edit::at)
                            .toList(),
                    message);
            repository.write(page, found.version(), TEXT + "Carol came later.\n");
        }
        try (Repository repository = alice.open(alice.folder())) {
            assertTrue(
                    repository.page(page).orElseThrow().text().endsWith("Carol came later.\n"),
                    message);
            assertEquals(3, repository.archive().past(page).size(), message);
        }
    }

    private static Map<ChangeHash, Instant> past(Repository repository, PageId page) {
        Past past = repository.archive().past(page);
        return IntStream.range(0, past.size())
                .boxed()
                .collect(
                        Collectors.toMap(
                                change -> past.changes().hash(change),
                                change -> Instant.ofEpochMilli(past.atMillis(change))));
    }
}
