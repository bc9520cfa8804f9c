package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.WikiId;
import enquire.editor.text.TextChange;
import enquire.storage.Lines;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.RepositorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Search beside a real repository. */
@Execution(ExecutionMode.CONCURRENT) // Most of them wait for the index.
class LiveSearchTest {

    private static final WikiId WIKI = new WikiId(Bytes.of(new byte[32]));
    private static final PeerId ALICE = new PeerId(Bytes.of(new byte[32]));

    /** Far longer than it ever takes: a busy machine must not fail the test. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    @TempDir private Path folder;
    private Path index;
    private Repository repository;
    private Search search;

    @BeforeEach
    void open() {
        index = folder.resolve("index");
        repository = openRepository();
        search = Search.open(index, repository);
    }

    @AfterEach
    void close() {
        search.close();
        repository.close();
    }

    @Test
    void aSavedPageIsFound() {
        create("Boats", "The red boat sails to the [[Harbour]]. #trip");

        awaitFound("red boat", "Boats");
        assertEquals(List.of("Boats"), search.completions("bo", 10));
        await(() -> search.wanted(0, 10), List.of(new Search.Wanted("Harbour", 1)));
        assertEquals(List.of(), search.wanted(1, 10));
        assertEquals(List.of(new Search.Tag("trip", 1)), search.tags(0, 10));
        assertEquals(List.of(), search.tags(1, 10));
        await(() -> search.behind() == 0L, true);
    }

    @Test
    void whatIsAskedForSomebodyElseIsCutOff() {
        create("Boats", "The red boat.");
        awaitFound("red boat", "Boats");

        assertEquals(1, search.searchWithin(DEADLINE, "red boat", 20).orElseThrow().hits().size());
        assertEquals(Optional.empty(), search.searchWithin(Duration.ZERO, "red boat", 20));
        assertEquals(Optional.empty(), search.searchWithin(Duration.ZERO, "", 20));
    }

    @Test
    void anEditReplacesWhatWasFoundBefore() {
        PageView page = create("Boats", "The red boat.");
        awaitFound("red", "Boats");

        repository.write(page.page(), page.version(), "The blue boat.");

        awaitFound("blue", "Boats");
        assertEquals(List.of(), titles("red"));
    }

    @Test
    void typingIsFoundBeforeItIsFolded() throws IOException {
        PageView page = create("Boats", "The boat.");
        try (PageIndex other = openIndex()) {
            var feed = new IndexFeed(repository, other, () -> false);
            feed.round(Set.of());

            type(page, "yellow ");
            feed.round(Set.of(page.page()));

            Search.Hits hits =
                    other.read(s ->
                            new WordSearch(WIKI, s, Meanings.NONE)
                                    .search("\"the yellow boat\"", SearchFilter.NONE, 0, 10));
            assertEquals(1, hits.total());
        }
        awaitFound("\"the yellow boat\"", "Boats");
    }

    @Test
    void aRenamedPageIsFoundByItsNewTitleAndKeepsItsBacklinks() {
        PageId page = create("Winch", "Oil it.").page();
        PageId log = create("Log", "The [[Winch]].").page();

        repository.rename(page, new Title("Capstan"));

        awaitFound("title:capstan", "Capstan");
        assertEquals(List.of(), titles("title:winch"));
        await(
                () ->
                        search.backlinks(page, 0, 10).backlinks().stream()
                                .map(Search.Backlink::page)
                                .toList(),
                List.of(log));
    }

    @Test
    void aDeletedPageIsNotFoundUntilItIsRestored() {
        PageId page = create("Boats", "The red boat.").page();
        awaitFound("red", "Boats");

        repository.delete(page);
        awaitFound("red");
        assertEquals(List.of(), search.completions("bo", 10));

        repository.restore(page);
        awaitFound("red", "Boats");
    }

    @Test
    void aRestartGoesOnFromWhatWasIndexed() {
        create("Boats", "The red boat.");
        awaitFound("red", "Boats");
        search.close();
        create("Cars", "The red car.");

        search = Search.open(index, repository);
        await(() -> Set.copyOf(titles("red")), Set.of("Boats", "Cars"));

        restartRepository();
        await(() -> Set.copyOf(titles("red")), Set.of("Boats", "Cars"));
        await(() -> search.behind() == 0L, true);
    }

    @Test
    void anIndexThatWasDeletedIsMadeAnew() throws IOException {
        create("Boats", "The red boat.");
        awaitFound("red", "Boats");
        search.close();
        deleteIndex();

        search = Search.open(index, repository);

        awaitFound("red", "Boats");
    }

    @Test
    void anIndexThatIsDeletedUnderARunningSearchIsMadeAnew() throws IOException {
        create("Boats", "The red boat.");
        awaitFound("red", "Boats");
        await(this::isCommitted, true);
        awaitChanged(this::deleteIndex);

        create("Cars", "The red car.");

        await(() -> Set.copyOf(titles("red")), Set.of("Boats", "Cars"));
        assertEquals(true, Files.isDirectory(index));
    }

    @Test
    void anIndexThatIsDeletedWhileNobodyWritesIsMadeAnew() throws IOException {
        create("Boats", "The red boat.");
        awaitFound("red", "Boats");
        await(this::isCommitted, true);
        awaitChanged(this::deleteIndex);

        await(this::isCommitted, true);

        assertEquals(List.of("Boats"), titles("red"));
    }

    /** What somebody does to the folder of the index. */
    private interface Deed {
        void run() throws IOException;
    }

    /** Beside the indexer, which may fill the folder meanwhile or make it anew: until it passes. */
    private static void awaitChanged(Deed deed) {
        await(() -> failure(deed), Optional.empty());
    }

    private static Optional<String> failure(Deed deed) {
        try {
            deed.run();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    private void deleteIndex() throws IOException {
        IndexFolder.empty(index);
        Files.delete(index);
    }

    private boolean isCommitted() {
        if (Files.notExists(index)) {
            return false; // Opening it would make it.
        }
        try (var files = FSDirectory.open(index)) {
            return DirectoryReader.indexExists(files)
                    && SegmentInfos.readLatestCommit(files).totalMaxDoc() > 0;
        } catch (IOException changing) {
            return false;
        }
    }

    /** A file in the place of its folder stops the index, as a full disk does. */
    @Test
    void whatWasFoundIsFoundWhileTheIndexCannotBeWrittenAndTheRestAfterwards() throws IOException {
        create("Boats", "The red boat.");
        awaitFound("red", "Boats");
        await(this::isCommitted, true);
        awaitChanged(() -> {
            deleteIndex();
            Files.writeString(index, "");
        });

        create("Cars", "The red car.");

        // Many rounds of indexing, each of which fails.
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < end) {
            assertEquals(List.of("Boats"), titles("red"));
        }
        Files.delete(index);
        await(() -> Set.copyOf(titles("red")), Set.of("Boats", "Cars"));
    }

    @Test
    void theIndexOfAnotherStoreIsMadeAnew() {
        create("Boats", "The red boat.");
        awaitFound("red", "Boats");
        search.close();
        repository.close();

        repository = Repository.open(folder.resolve("another"), WIKI, settings(new Random(2)));
        search = Search.open(index, repository);
        create("Cars", "The red car.");

        awaitFound("red", "Cars");
    }

    @Test
    void linksToAttachmentsAreNotWanted() {
        PageView page = create("Report", "[[numbers.pdf]] and [[Other]]");
        repository.attach(
                page.page(),
                Map.of(new BlobId(Bytes.of(new byte[32])), "{\"name\":\"numbers.pdf\"}"));

        await(() -> search.wanted(0, 10), List.of(new Search.Wanted("Other", 1)));
    }

    @Test
    void aLinkIntoAnotherWikiWantsNoPageHere() {
        search.close();
        search =
                Search.open(
                        index,
                        repository,
                        new Meanings("boats"::equals, name -> Set.of(), ZoneOffset.UTC));

        create("Home", "[[boats:Red]], [[cars:Red]] and [[Other]].");

        await(
                () -> search.wanted(0, 10),
                List.of(new Search.Wanted("cars:Red", 1), new Search.Wanted("Other", 1)));
    }

    @Test
    void aClosedSearchSaysSo() {
        search.close();

        assertThrows(IllegalStateException.class, () -> search.search("red", 0, 10));
    }

    @Test
    void offsetsAndLimitsAreBroughtIntoRange() {
        create("Boats", "The red boat.");
        awaitFound("red", "Boats");

        assertEquals(1, search.search("red", Integer.MIN_VALUE, Integer.MAX_VALUE).hits().size());
        assertEquals(0, search.search("red", Integer.MAX_VALUE, Integer.MIN_VALUE).hits().size());
        assertEquals(1, search.completions("bo", Integer.MAX_VALUE).size());
        await(() -> search.orphans(-1, Integer.MAX_VALUE).size(), 1);
        assertEquals(0, search.tagged("x", -1, -1).size());
    }

    /** An index of its own, for what must not depend on the indexer's thread. */
    private PageIndex openIndex() throws IOException {
        var exchange = repository.exchange();
        return PageIndex.open(folder.resolve("other"), exchange.indexId(), exchange.lastSequence());
    }

    /** Types into the page's fifth column, as a tab does. */
    private void type(PageView page, String typed) {
        Lines.Opened tab =
                repository.lines().open(page.page(), "tab", Optional.empty(), Optional.empty());
        var change = TextChange.replace(page.text().length(), 4, 4, typed);
        repository
                .lines()
                .push(
                        page.page(),
                        tab.position().line(),
                        tab.position().version(),
                        "tab",
                        List.of(new Lines.TabUpdate(1, change)));
    }

    private PageView create(String title, String text) {
        return repository.create(new Title(title), text);
    }

    private List<String> titles(String query) {
        return search.search(query, 0, 20).hits().stream().map(Search.Hit::title).toList();
    }

    private void awaitFound(String query, String... titles) {
        await(() -> titles(query), List.of(titles));
    }

    private static <T> void await(Supplier<T> look, T expected) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        T last = look.get();
        while (!last.equals(expected)) {
            if (System.nanoTime() > deadline) {
                fail("expected %s, but it is %s still".formatted(expected, last));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            last = look.get();
        }
    }

    private void restartRepository() {
        search.close();
        repository.close();
        repository = openRepository();
        search = Search.open(index, repository);
    }

    private Repository openRepository() {
        return Repository.open(folder.resolve("wiki"), WIKI, settings(new Random(1)));
    }

    private static RepositorySettings settings(Random random) {
        return new RepositorySettings(
                ALICE,
                (page, candidates, accepted, statements) -> Set.<ChangeHash>of(),
                InstantSource.system(),
                random);
    }
}
