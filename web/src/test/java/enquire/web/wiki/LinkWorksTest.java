package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links on many pages are updated in the background: seen, stopped, taken back, gone on with. */
class LinkWorksTest {

    private static final int PAGES = 400;

    private static final Duration DEADLINE = Duration.ofSeconds(60);

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
            Supplier<Set<PageId>> more =
                    () -> {
                        looked.countDown();
                        LinkWorksTest.await(goOn);
                        return Set.of();
                    };
            LinkWork work = works.begin(wiki, renamed, update, some, more);
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
            Thread.onSpinWait();
        }
        assertEquals(Set.of("See [[New]].\n"), texts());
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
