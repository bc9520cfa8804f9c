package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.WikiId;
import enquire.editor.text.TextChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes back in time: what it may not say any more. */
class RestoredWikiTest {

    private static final PeerId BOB = new PeerId(Person.bytes("Bob").sha256());

    @TempDir Path folder;

    @Test
    void nothingOfTheLifeThatIsForgottenComesToMeanSomethingElse() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy")).resolve("wiki.db");
        Bytes index;
        PageId page;
        Lines.Position line;
        Version forgotten;
        try (Repository alice = open(folder.resolve("alice"), 1)) {
            page = alice.create(new Title("Roses"), "red").page();
            type(alice, page, " typed");
            Records records = alice.records();
            index = alice.exchange().indexId();
            records.receipt(BOB, new Records.Receipt(index, 7, Set.of(), true), 3);
            records.progress(BOB, new Records.Progress(index, 9, Set.of()));
            for (String name :
                    List.of(
                            "mirror/folder",
                            "import/a",
                            "import-text/a",
                            "import-past/a",
                            "import-page/a",
                            "invite/a",
                            "links/b",
                            "pin/c",
                            "kept/d")) {
                records.values(Map.of(name, Optional.of(Person.bytes(name))));
            }
            try (WikiSnapshot snapshot = alice.snapshot()) {
                type(alice, page, " meanwhile");
                assertEquals(0, snapshot.unfolded());
                snapshot.copyTo(copy);
            }
            forgotten = alice.version(page).orElseThrow();
            assertTrue(forgotten.journalPosition() > 0, "it is in no change yet");
            line = open(alice, page).position();
        }

        RestoredWiki.begin(copy, Person.WIKI, new Random(5));

        try (Repository restored = open(copy.getParent(), 2)) {
            assertEquals("red typed", restored.page(page).orElseThrow().text());
            assertEquals(Set.of(), restored.exchange().pending());
            assertNotEquals(index, restored.exchange().indexId());
            Records records = restored.records();
            assertEquals(Map.of(), records.receipts());
            assertEquals(9, records.progress(BOB).orElseThrow().sequence());
            assertEquals(Set.of("kept/d", "pin/c"), new TreeSet<>(records.values("").keySet()));
            var update = new Lines.TabUpdate(9, TextChange.between("red typed meanwhile", "red"));
            assertEquals(
                    new Lines.Pushed.Gone(),
                    restored.lines()
                            .push(page, line.line(), line.version(), "old tab", List.of(update)));
            for (int i = 0; i < 3; i++) {
                type(restored, page, " again");
                assertEquals(
                        Optional.empty(), restored.textAt(page, forgotten), "a text it never had");
            }
        }
    }

    @Test
    void whatIsDamagedOrOfAnotherWikiIsRefused() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy")).resolve("wiki.db");
        try (Repository alice = open(folder.resolve("alice"), 1)) {
            alice.create(new Title("Roses"), "red ".repeat(10_000));
            try (WikiSnapshot snapshot = alice.snapshot()) {
                snapshot.copyTo(copy);
            }
        }
        var other = new WikiId(Person.bytes("another wiki").sha256());
        assertThrows(StorageException.class, () -> RestoredWiki.begin(copy, other, new Random(5)));
        byte[] bytes = Files.readAllBytes(copy);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 5_000, (byte) 0x55);
        Files.write(copy, bytes);
        var damaged =
                assertThrows(
                        StorageException.class,
                        () -> RestoredWiki.begin(copy, Person.WIKI, new Random(5)));
        assertTrue(String.valueOf(damaged.getMessage()).contains("damaged"), damaged.getMessage());
    }

    private static Repository open(Path folder, long seed) {
        return Repository.open(
                folder,
                Person.WIKI,
                new RepositorySettings(
                        new PeerId(Person.bytes("Alice").sha256()),
                        Person::everything,
                        InstantSource.system(),
                        new Random(seed),
                        NeverPace.computer()));
    }

    private static Lines.Opened open(Repository repository, PageId page) {
        return repository.lines().open(page, "tab", Optional.empty(), Optional.empty());
    }

    private static void type(Repository repository, PageId page, String words) {
        Lines.Opened tab = open(repository, page);
        var update =
                new Lines.TabUpdate(
                        tab.lastNumber() + 1, TextChange.between(tab.text(), tab.text() + words));
        Lines.Position position = tab.position();
        Lines.Pushed pushed =
                repository
                        .lines()
                        .push(page, position.line(), position.version(), "tab", List.of(update));
        assertTrue(pushed instanceof Lines.Pushed.Accepted, pushed.toString());
    }
}
