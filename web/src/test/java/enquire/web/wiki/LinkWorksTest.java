package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.TitleTakenException;
import enquire.sync.node.Wiki;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links on many pages are updated in the background: seen, stopped, taken back, gone on with. */
class LinkWorksTest {

    private static final int PAGES = 400;

    /** On two processors with a load of 16 one of these tests took 47 s, of 20 by hand. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @TempDir Path data;
    private TestNode alice;
    private Wiki wiki;
    private Repository pages;

    @BeforeEach
    void start() throws Exception {
        alice = TestNode.withWiki(data);
        wiki = alice.node().wikis().getFirst();
        pages = wiki.repository();
        pages.create(new Title("Old"), "text\n");
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PAGES; i++) {
                var title = new Title("Page " + i);
                writers.execute(() -> pages.create(title, "See [[Old]].\n"));
            }
        }
        alice.until(
                TestNode.wiki("/pages/Old/backlinks?limit=1"),
                json -> json.path("total").asInt() == PAGES);
    }

    @AfterEach
    void stop() {
        alice.close();
    }

    @Test
    void whoDoesNotWaitSeesHowFarItIsAndTakesBackWhatWasWritten() {
        try (var works = new LinkWorks(Duration.ZERO)) {
            Renaming.Outcome renamed = rename(works, "Old", "New");
            LinkWork work = works.of(wiki, page("New").page()).orElseThrow();
            assertEquals(renamed.work(), work);
            assertTrue(work.looked() <= work.pages());

            Renaming.Outcome back = Renaming.undo(works, wiki, renamed);
            assertTrue(renamed.work().ended());
            assertTrue(back.work().await(DEADLINE));

            assertEquals(Set.of("See [[Old]].\n"), texts());
            assertEquals("Old", page("Old").displayTitle());
        }
    }

    @Test
    void everyLinkIsUpdatedInTheEnd() {
        try (var works = new LinkWorks(Duration.ZERO)) {
            Renaming.Outcome renamed = rename(works, "Old", "New");

            assertTrue(renamed.work().await(DEADLINE));

            assertEquals(PAGES, renamed.work().updated().size());
            assertEquals(0, renamed.work().later());
            assertEquals(Set.of("See [[New]].\n"), texts());
            assertEquals(Set.of(), wiki.repository().records().values("links/").keySet());
        }
    }

    /** The index does not know them when it is asked first. */
    @Test
    void linksThatWereWrittenInTheLastMomentBeforeAreUpdated() {
        for (int i = 0; i < PAGES; i++) {
            pages.write(page("Page " + i).page(), page("Page " + i).version(), "[[Young]].\n");
        }
        pages.create(new Title("Young"), "text\n");
        try (var works = new LinkWorks(Duration.ZERO)) {
            Renaming.Outcome renamed = rename(works, "Young", "Grown");

            assertTrue(renamed.work().await(DEADLINE));

            assertEquals(Set.of("[[Grown]].\n"), texts());
            assertEquals(Set.of(), noted());
        }
    }

    @Test
    void aReaderOfThePageIsToldHowFarItIs() throws Exception {
        LinkWork.Look update =
                new LinkUpdate(pages, Map.of(TitleKey.of("Gone"), page("Old").page()))::of;
        Map<PageId, List<Title>> some =
                Map.of(page("Page 1").page(), List.of(), page("Page 2").page(), List.of());
        var looked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var works = new LinkWorks(Duration.ZERO)) {
            Set<PageId> renamed = Set.of(page("Old").page());
            Function<LinkWork, Set<PageId>> more =
                    _work -> {
                        looked.countDown();
                        LinkWorksTest.await(goOn);
                        return Set.of();
                    };
            LinkWork work =
                    works.begin(wiki, works.notes().nothing(wiki), renamed, update, some, more);
            LinkWorksTest.await(looked);

            assertEquals("Updating links to this page: looked at 2 of 2 pages.", work.progress());
            assertFalse(work.ended());
            goOn.countDown();
            assertTrue(work.await(DEADLINE));
            assertEquals("Updated links on 0 pages.", work.progress());
        } finally {
            goOn.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(DEADLINE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Twice in a row, and each time the node stops at once. */
    @Test
    void whatWasStoppedIsGoneOnWithWhenTheNodeRunsAgain() {
        try (var works = new LinkWorks(Duration.ZERO)) {
            rename(works, "Old", "Newer");
        }
        try (var works = new LinkWorks(Duration.ZERO)) {
            rename(works, "Newer", "New");
        }
        alice.close();

        alice = TestNode.start(data);
        wiki = alice.node().wikis().getFirst();
        pages = wiki.repository();

        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!texts().equals(Set.of("See [[New]].\n")) && System.nanoTime() < deadline) {
            BetweenLooks.pause();
        }
        assertEquals(Set.of("See [[New]].\n"), texts());
    }

    /** As by a node that ran before: nobody remembers where, and what is gone on with writes on. */
    @Test
    void whatIsWrittenByEarlierWorkIsTakenBackWithWhatNobodyRemembers() {
        PageView late = pages.create(new Title("Late"), "text\n");
        var goOn = new CountDownLatch(1);
        LinkWork.Look written =
                (id, _titles) -> {
                    LinkWorksTest.await(goOn);
                    pages.write(id, late.version(), "See [[New]].\n");
                    return new LinkUpdate.Result(1, 0);
                };
        try (var works = new LinkWorks(Duration.ZERO)) {
            Renaming.Outcome renamed = rename(works, "Old", "New");
            assertTrue(renamed.work().await(DEADLINE));
            works.beginUnnoted(wiki, page("New").page(), written, Map.of(late.page(), List.of()));

            Renaming.Outcome back = Renaming.undo(works, wiki, renamed.moved(), true);

            goOn.countDown();
            assertTrue(back.work().await(DEADLINE));
            assertEquals("Old", page("Old").displayTitle());
            assertEquals("See [[Old]].\n", page("Late").text());
            assertEquals(Set.of("See [[Old]].\n"), texts());
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void aRenameThatFailsLeavesNothingNoted() {
        pages.create(new Title("Taken"), "text\n");
        try (var works = new LinkWorks(Duration.ZERO)) {
            assertThrows(TitleTakenException.class, () -> rename(works, "Old", "Taken"));
            assertEquals(Set.of(), noted());

            var wanted =
                    new Renaming.Moved(page("Old").page(), new Title("Old"), new Title("Taken"));
            Renaming.move(works, wiki, List.of(wanted), true);
            assertEquals(Set.of(), noted());
        }
    }

    /** As after a stop between the note and the rename, or where another title was taken back. */
    @Test
    void linksToAPageThatIsStillCalledSoStayAsSomebodySpelledThem() {
        PageId spelled = pages.create(new Title("Spelled"), "[[old]] and [[oLD|it]]\n").page();
        var old = page("Old");
        try (var works = new LinkWorks(Duration.ofMinutes(1))) {
            var moved = new Renaming.Moved(old.page(), new Title("Old"), new Title("New"));
            LinkNotes.Noted noted = works.notes().note(wiki, List.of(moved));
            awaitIndex();

            Renaming.resume(works, wiki, noted);

            assertEquals("[[old]] and [[oLD|it]]\n", pages.page(spelled).orElseThrow().text());
            assertEquals(Set.of(), noted());
        }
    }

    @Test
    void whoIsDoneTakesOutWhatHeNotedAndNothingElse() {
        PageId old = page("Old").page();
        var first = new Renaming.Moved(old, new Title("Old"), new Title("New"));
        var second = new Renaming.Moved(old, new Title("New"), new Title("Newer"));
        var notes = new LinkNotes(LinkNotes.TITLES);

        LinkNotes.Noted one = notes.note(wiki, List.of(first));
        LinkNotes.Noted two = notes.note(wiki, List.of(second));
        LinkNotes.Noted again = notes.note(wiki, List.of(first));
        one.release();
        assertEquals(List.of("Old", "New"), titles(old));
        again.release();
        assertEquals(List.of("New"), titles(old));
        two.release();
        assertEquals(Set.of(), noted());
    }

    /** Somebody renames the page once more while the links to it are done, and not taken out. */
    @Test
    void aSecondRenameStaysNotedWhenTheFirstIsDone() {
        PageId old = page("Old").page();
        try (var works = new LinkWorks(DEADLINE)) {
            var first = new Renaming.Moved(old, new Title("Old"), new Title("New"));
            var second = new Renaming.Moved(old, new Title("New"), new Title("Newer"));
            LinkNotes.Noted one = works.notes().note(wiki, List.of(first));
            works.notes().note(wiki, List.of(second));

            LinkWork.Look nothing = (_page, _titles) -> new LinkUpdate.Result(0, 0);
            works.begin(wiki, one, Set.of(old), nothing, Map.of(), _work -> Set.of());

            assertEquals(List.of("New"), titles(old));
        }
    }

    /** As when a request or a resume comes late: the note stays, and no link is touched. */
    @Test
    void nothingBeginsOnANodeThatIsStopping() {
        var works = new LinkWorks(DEADLINE);
        works.close();

        Renaming.Outcome renamed = rename(works, "Old", "New");

        assertTrue(renamed.work().ended());
        assertEquals(PAGES + 1, renamed.work().later());
        assertEquals(Set.of("See [[Old]].\n"), texts());
        assertEquals(List.of("Old"), titles(page("New").page()));
        works.resume(wiki);
        works.close();
        assertEquals(Set.of("See [[Old]].\n"), texts());
        assertFalse(works.awaitIndex(wiki, () -> true));
    }

    @Test
    void workThatWasStoppedDoesNotWaitForTheIndex() {
        try (var works = new LinkWorks(Duration.ZERO)) {
            assertFalse(works.awaitIndex(wiki, () -> false));
        }
    }

    @Test
    void onePageThatCannotBeReadStopsTheLinksOfNoOther() {
        PageId damaged = page("Page 7").page();
        try (var works = new LinkWorks(DEADLINE)) {
            LinkWork work = updateAll(works, damaged::equals, new StorageException("damaged"));

            assertEquals(Set.of(damaged), work.failed().keySet());
            assertEquals(0, work.later());
            assertEquals(PAGES - 1, work.updated().size());
            assertEquals(Set.of(), noted());
        }
    }

    @Test
    void whatConcernsEveryPageStopsThemAllAndStaysNoted() {
        PageId old = page("Old").page();
        var full = new StorageException("full", new IOException("No space left on device"));
        try (var works = new LinkWorks(DEADLINE)) {
            assertEquals(
                    full,
                    assertThrows(
                            StorageException.class,
                            () -> updateAll(works, page("Page 7").page()::equals, full)));
            var odd = new IllegalStateException("odd");
            assertThrows(IllegalStateException.class, () -> updateAll(works, _page -> true, odd));
            LinkWork last = works.of(wiki, old).orElseThrow();
            assertTrue(last.failed().size() < PAGES, () -> "" + last.failed().size());
            assertEquals(List.of("Old"), titles(old));
        }
    }

    /** The links to Old, some of which fail. */
    private LinkWork updateAll(LinkWorks works, Predicate<PageId> fails, RuntimeException failure) {
        PageId old = pages.find(TitleKey.of("Old")).or(() -> pages.find(TitleKey.of("New"))).get();
        var update = new LinkUpdate(pages, Map.of(TitleKey.of("Old"), old));
        var moved = new Renaming.Moved(old, new Title("Old"), new Title("New"));
        LinkNotes.Noted noted = works.notes().note(wiki, List.of(moved));
        pages.rename(old, new Title("New"));
        LinkWork.Look look =
                (id, titles) -> {
                    if (fails.test(id)) {
                        throw failure;
                    }
                    return update.of(id, titles);
                };
        Map<PageId, List<Title>> all = new HashMap<>();
        for (int i = 0; i < PAGES; i++) {
            all.put(page("Page " + i).page(), List.of());
        }
        return works.begin(wiki, noted, Set.of(old), look, all, _work -> Set.of());
    }

    private void awaitIndex() {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (wiki.search().behind() > 0 && System.nanoTime() < deadline) {
            BetweenLooks.pause();
        }
        assertEquals(0, wiki.search().behind());
    }

    private Set<String> noted() {
        return wiki.repository().records().values("links/").keySet();
    }

    /** What is noted of a page. */
    private List<String> titles(PageId page) {
        String name = "links/" + page;
        byte[] bytes = wiki.repository().records().values(name).get(name).toArray();
        return List.of(new String(bytes, StandardCharsets.UTF_8).split("\n"));
    }

    private Renaming.Outcome rename(LinkWorks works, String from, String to) {
        return Renaming.rename(works, wiki, page(from), new Title(to), true);
    }

    private PageView page(String title) {
        PageId page = pages.find(TitleKey.of(title)).orElseThrow();
        return pages.page(page).orElseThrow();
    }

    private Set<String> texts() {
        var texts = new HashSet<String>();
        for (int i = 0; i < PAGES; i++) {
            texts.add(page("Page " + i).text());
        }
        return texts;
    }
}
