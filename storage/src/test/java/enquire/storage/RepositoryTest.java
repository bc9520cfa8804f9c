package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {

    @TempDir Path folder;
    private Person alice;

    @BeforeEach
    void open() {
        alice = Person.unhurried("Alice", folder, 1);
    }

    @AfterEach
    void close() {
        alice.close();
    }

    @Test
    void aTickThatIsSentTwiceWritesItsTextOnce() {
        PageView first = alice.repository().create(new Title("Harbour"), "The winch holds.\n");
        var tick = new Edit.PutMark("overlap:" + "ab".repeat(16), "both");
        String kept = "The red winch holds.\n";

        alice.repository().write(first.page(), first.version(), kept, tick, Beside.NOTHING);
        alice.repository().write(first.page(), first.version(), kept, tick, Beside.NOTHING);

        assertEquals(kept, alice.repository().page(first.page()).orElseThrow().text());
    }

    @Test
    void aWriteThatIsSentAgainChangesNothing() {
        PageView first = alice.create("Home", "one");
        PageView written = alice.repository().write(first.page(), first.version(), "one two");

        PageView again = alice.repository().write(first.page(), first.version(), "one two");

        assertEquals("one two", again.text());
        assertEquals(written.version(), again.version());
    }

    @Test
    void aCreatedPageIsReadBackAlsoAfterARestart() {
        PageView made = alice.create("Garden/Roses", "# Roses\r\nThey are 🌹.\n");

        assertEquals("# Roses\nThey are 🌹.\n", made.text());
        assertEquals(made, alice.page(made.page()));
        alice.restart();
        assertEquals(made, alice.page(made.page()));
        assertEquals(PageId.derive(Person.WIKI, new Title("garden/roses").key()), made.page());
    }

    @Test
    void aWriteIsReadBackAlsoAfterARestart() {
        PageId page = alice.create("Home", "one two three").page();

        PageView written = alice.write(page, "one 2 three");

        assertEquals("one 2 three", written.text());
        assertEquals(written, alice.page(page));
        alice.restart();
        assertEquals("one 2 three", alice.text(page));
    }

    @Test
    void anOldVersionIsMergedWithWhatCameSince() {
        PageView first = alice.create("Home", "one two three");
        alice.write(first.page(), "one two three four");

        PageView merged =
                alice.repository().write(first.page(), first.version(), "zero one two three");

        assertEquals("zero one two three four", merged.text());
    }

    @Test
    void aVersionFromBeforeARestartIsMergedToo() {
        PageView first = alice.create("Home", "one two three");
        PageView second = alice.write(first.page(), "one two three four");
        alice.restart();
        alice.write(first.page(), "one two three four five");

        PageId page = first.page();
        alice.repository().write(page, first.version(), "zero one two three");
        alice.repository().write(page, second.version(), "one two 3 four");

        assertEquals("zero one two 3 four five", alice.text(page));
    }

    @Test
    void theTextOfEveryVersionCanBeReadAgain() {
        PageView first = alice.create("Home", "one");
        PageView second = alice.write(first.page(), "one two");
        PageView third = alice.write(first.page(), "one two three");
        alice.repository().exchange().fold(first.page());
        alice.restart();
        PageId page = first.page();

        assertEquals(Optional.of("one"), alice.repository().textAt(page, first.version()));
        assertEquals(Optional.of("one two"), alice.repository().textAt(page, second.version()));
        assertEquals(
                Optional.of("one two three"), alice.repository().textAt(page, third.version()));
    }

    @Test
    void aVersionNobodyHadIsRefused() {
        PageView page = alice.create("Home", "one");
        var nowhere =
                new Version(Heads.of(List.of(new ChangeHash(Person.bytes("no").sha256()))), 0);

        assertThrows(
                UnknownVersionException.class,
                () -> alice.repository().write(page.page(), nowhere, "two"));
        assertEquals(Optional.empty(), alice.repository().textAt(page.page(), nowhere));
        assertEquals("one", alice.text(page.page()));
    }

    @Test
    void theVersionDependsOnTheHeadsAloneOnceTypingIsFolded() {
        PageId page = alice.create("Home", "one").page();
        Version typed = alice.write(page, "one two").version();

        alice.repository().exchange().fold(page);

        Version folded = alice.repository().version(page).orElseThrow();
        assertTrue(typed.journalPosition() > 0);
        assertEquals(0, folded.journalPosition());
        assertNotEquals(typed.heads(), folded.heads());
        assertEquals(Optional.of(folded), Version.parse(folded.token()));
    }

    @Test
    void aPageThatNobodyMadeIsNotThere() {
        PageId nowhere = PageId.derive(Person.WIKI, TitleKey.of("nowhere"));

        assertEquals(Optional.empty(), alice.repository().page(nowhere));
        assertEquals(Optional.empty(), alice.repository().version(nowhere));
        assertThrows(NoSuchPageException.class, () -> alice.repository().delete(nowhere));
        assertThrows(
                NoSuchPageException.class,
                () -> alice.repository().write(nowhere, new Version(Heads.NONE, 0), "x"));
    }

    @Test
    void linksFindPagesByTitleThenAliasThenLastSegment() {
        PageId roses = alice.create("Garden/Roses", "").page();
        PageId home = alice.create("Start", "").page();
        alice.repository().rename(home, new Title("Home"));
        Repository repository = alice.repository();

        assertEquals(Optional.of(roses), repository.resolve("garden/ROSES"));
        assertEquals(Optional.of(roses), repository.resolve("Roses"));
        assertEquals(Optional.of(home), repository.resolve("Home"));
        assertEquals(Optional.of(home), repository.resolve("Start"));
        assertEquals(Optional.empty(), repository.resolve("Elsewhere"));
        assertEquals(Optional.empty(), repository.find(TitleKey.of("Start")));
        alice.create("Cellar/Roses", "");
        assertEquals(Optional.empty(), repository.resolve("Roses"));
    }

    @Test
    void linksFindPagesByTheAliasesOfTheirFrontMatter() {
        PageId roses = alice.create("Plants/Roses", "---\naliases: [Thorny Ones]\n---\n").page();
        alice.create("Weeds/Thorny Ones", "");
        Repository repository = alice.repository();

        assertEquals(Optional.of(roses), repository.resolve("thorny_ones"));

        alice.write(roses, "---\naliases: [Fragrant]\n---\n");
        repository.exchange().fold(roses);
        assertEquals(Optional.of(roses), repository.resolve("Fragrant"));
        assertNotEquals(Optional.of(roses), repository.resolve("Thorny Ones"));
        assertEquals(Set.of(TitleKey.of("Plants/Roses")), alice.page(roses).aliases().keySet());

        alice.repository().delete(roses);
        assertEquals(Optional.empty(), repository.resolve("Fragrant"));
    }

    @Test
    void aPageIsCreatedWithItsAttachmentsAndLoadsNothingNative() {
        var blob = new BlobId(Bytes.of(new byte[BlobId.BYTES]));
        PageView made =
                alice.repository()
                        .create(
                                new Title("Album"),
                                "![[a.png]]\n",
                                Map.of(blob, "{}"),
                                Beside.NOTHING);

        assertEquals(Map.of(blob, "{}"), made.files());
        alice.restart();
        assertEquals(made.version(), alice.page(made.page()).version());
        alice.write(made.page(), "![[a.png]] Bob.\n");
        alice.repository().exchange().fold(made.page());
        assertEquals(Map.of(blob, "{}"), alice.page(made.page()).files());
    }

    @Test
    void aTitleIsGivenToOneLivePageOnly() {
        PageId home = alice.create("Home", "").page();
        PageId other = alice.create("Other", "").page();

        assertThrows(TitleTakenException.class, () -> alice.create("HOME", ""));
        assertThrows(
                TitleTakenException.class,
                () -> alice.repository().rename(other, new Title("home")));
        assertEquals("HOME", alice.repository().rename(home, new Title("HOME")).displayTitle());
    }

    @Test
    void pagesAreListedByTitleAndByTime() {
        PageId b = alice.create("b", "1").page();
        alice.wait(Duration.ofMinutes(1));
        PageId a = alice.create("a", "12").page();
        alice.wait(Duration.ofMinutes(1));
        PageId c = alice.create("c", "123").page();
        alice.wait(Duration.ofMinutes(1));
        alice.write(b, "1234");
        Repository repository = alice.repository();

        var byTitle = repository.pages(Optional.empty(), 2);
        assertEquals(List.of(a, b), byTitle.stream().map(PageSummary::page).toList());
        assertEquals(4, byTitle.get(1).chars());
        assertEquals(
                List.of(c),
                repository.pages(Optional.of(TitleKey.of("b")), 2).stream()
                        .map(PageSummary::page)
                        .toList());
        assertEquals(
                List.of(b, c, a),
                repository.recent(0, 10).stream().map(PageSummary::page).toList());
        Instant made = repository.page(a).orElseThrow().changedAt();
        assertEquals(
                List.of(b, c),
                repository.recent(made, 0, 10).stream().map(PageSummary::page).toList());
        assertEquals(
                List.of(c),
                repository.recent(made, 1, 10).stream().map(PageSummary::page).toList());
        assertEquals(List.of(), repository.recent(Instant.MAX, 0, 10));
        assertEquals(3, repository.pageCount());
    }

    @Test
    void attachmentsAreFoundByTheirNames() {
        PageId page = alice.create("Home", "").page();
        var blob = new BlobId(Person.bytes("picture").sha256());
        String manifest = "{\"name\":\"a \\\"rose\\\".png\",\"bytes\":7}";

        PageView view = alice.repository().attach(page, Map.of(blob, manifest));

        assertEquals(Map.of(blob, manifest), view.files());
        assertEquals(
                Optional.of(blob),
                alice.repository().attachments().named(Optional.empty(), "a \"Rose\".png"));
        assertEquals(Optional.of(manifest), alice.repository().attachments().manifest(blob));
        assertEquals(List.of(blob), alice.repository().attachments().missing(Optional.empty(), 10));
    }

    @Test
    void attachmentsAreFoundByAPartOfTheirNames() {
        PageId page = alice.create("Home", "").page();
        var files = new HashMap<BlobId, String>();
        for (String name : List.of("50% off.pdf", "tide_table.pdf", "The tides.jpg", "tidexable")) {
            files.put(new BlobId(Person.bytes(name).sha256()), "{\"name\":\"%s\"}".formatted(name));
        }
        alice.repository().attach(page, files);
        PageId gone = alice.create("Gone", "").page();
        alice.repository()
                .attach(
                        gone,
                        Map.of(
                                new BlobId(Person.bytes("x").sha256()),
                                "{\"name\":\"tide of a deleted page\"}"));
        alice.repository().delete(gone);

        assertEquals(
                List.of("tide_table.pdf", "tidexable", "The tides.jpg"), filesLike(" TIDE ", 9));
        assertEquals(List.of("tide_table.pdf"), filesLike("e_t", 9));
        assertEquals(List.of("50% off.pdf"), filesLike("%", 9));
        assertEquals(List.of(), filesLike("\\", 9));
        assertEquals(List.of(), filesLike(" ", 9));
        assertEquals(List.of(), filesLike("x".repeat(100_000), 9));
        assertEquals(2, filesLike("tide", 2).size());
    }

    private List<String> filesLike(String typed, int limit) {
        return alice.repository().attachments().like(typed, limit).stream()
                .map(found -> found.manifest().replaceAll(".*:\"|\"}$", ""))
                .toList();
    }

    @Test
    void watchersWakeForWhatIsOnDisk() throws InterruptedException {
        try (Watcher all = alice.repository().watch()) {
            PageId home = alice.create("Home", "").page();
            try (Watcher one = alice.repository().watch(home)) {
                assertEquals(Set.of(home), all.take(Duration.ofSeconds(10)));
                PageId other = alice.create("Other", "").page();
                alice.write(home, "text");
                alice.write(home, "more text");
                assertEquals(Set.of(other, home), all.take(Duration.ofSeconds(10)));
                assertEquals(Set.of(home), one.take(Duration.ofSeconds(10)));
                assertEquals(Set.of(), one.take(Duration.ZERO));
            }
        }
    }

    @Test
    void aTextOverTheLimitIsRefusedAndNothingIsLost() {
        PageId page = alice.create("Home", "short").page();
        String atLimit = "x".repeat(Repository.TEXT_CHARS_MAX);

        assertThrows(PageTooLargeException.class, () -> alice.write(page, atLimit + "y"));
        assertThrows(PageTooLargeException.class, () -> alice.create("Big", atLimit + "y"));
        assertEquals("short", alice.text(page));
        assertEquals(atLimit.length(), alice.write(page, atLimit).text().length());
    }

    @Test
    void halfACharacterBecomesAReplacementCharacter() {
        PageId page = alice.create("Home", "a\ud83cb").page();

        assertEquals("a\ufffdb", alice.text(page));
        assertEquals("a\ufffd", alice.write(page, "a\udf39").text());
    }

    @Test
    void anEditThatChangesNothingKeepsTheVersion() {
        PageView page = alice.create("Home", "same");

        assertEquals(page, alice.write(page.page(), "same"));
        assertEquals(page, alice.repository().rename(page.page(), new Title("Home")));
        assertEquals(page, alice.repository().restore(page.page()));
        assertFalse(page.deleted());
    }

    @Test
    void twoRepositoriesOfOneFolderOfAnotherWikiAreRefused() {
        alice.close();
        var other = new enquire.editor.page.WikiId(Person.bytes("another").sha256());

        assertThrows(
                StorageException.class,
                () ->
                        Repository.open(
                                alice.folder(),
                                other,
                                new RepositorySettings(
                                        alice.peer,
                                        Person::everything,
                                        java.time.Instant::now,
                                        new java.util.Random(1))));
        alice = Person.unhurried("Alice", folder, 2);
    }
}
