package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Lines;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links to a heading say again what they said before. */
class HeadingLinksTest {

    private static final int PAGES = 3;

    /** More than are in the index by the time that somebody asks. */
    private static final int LATE_PAGES = 100;

    @Test
    void onePageThatCannotBeTakenBackHoldsUpNoOtherAndASecondTryDoublesNothing(@TempDir Path data)
            throws Exception {
        try (TestNode alice = TestNode.withWiki(data);
                var works = new LinkWorks(Duration.ofSeconds(60))) {
            Wiki wiki = alice.node().wikis().getFirst();
            Repository pages = wiki.repository();
            PageView winch = pages.create(new Title("Winch"), "# Safe load\n");
            var log = new ArrayList<PageId>();
            for (int i = 0; i < PAGES; i++) {
                log.add(pages.create(new Title("Log " + i), "[[Winch#Load]]\n").page());
            }
            alice.until(
                    TestNode.wiki("/pages/Winch/backlinks"),
                    json -> json.path("total").asInt() == PAGES);
            HeadingLinks.Outcome done =
                    HeadingLinks.update(works, wiki, winch, "Load", "Safe load");
            assertEquals(List.of("[[Winch#Safe load]]\n"), texts(pages, log));
            var rewritten = new ConcurrentLinkedQueue<Rewritten>();
            rewritten.add(new Rewritten(nowhere(log), winch.version(), winch.version()));
            rewritten.addAll(done.rewritten());
            var withOneGone =
                    new HeadingLinks.Outcome(pages, winch.page(), rewritten, done.work(), 0);

            HeadingLinks.Outcome back = withOneGone.undo(works, wiki);
            HeadingLinks.Outcome again = withOneGone.undo(works, wiki);

            assertEquals(PAGES, back.work().updated().size());
            assertEquals(1, back.left().size(), back.left().toString());
            assertTrue(again.work().updated().isEmpty());
            assertEquals(1, again.left().size(), again.left().toString());
            assertEquals(List.of("[[Winch#Load]]\n"), texts(pages, log));
        }
    }

    /** The index does not know them when it is asked first. */
    @Test
    void linksThatWereWrittenInTheLastMomentAreUpdated(@TempDir Path data) {
        try (TestNode alice = TestNode.withWiki(data);
                var works = new LinkWorks(Duration.ofSeconds(60))) {
            Wiki wiki = alice.node().wikis().getFirst();
            Repository pages = wiki.repository();
            PageView winch = pages.create(new Title("Winch"), "# Safe load\n");
            var log = new ArrayList<PageId>();
            for (int i = 0; i < LATE_PAGES; i++) {
                log.add(pages.create(new Title("Log " + i), "[[Winch#Load]]\n").page());
            }

            HeadingLinks.update(works, wiki, winch, "Load", "Safe load");

            assertEquals(List.of("[[Winch#Safe load]]\n"), texts(pages, log));
        }
    }

    /** What is typed is part of a change after a moment, and then in the index. */
    @Test
    void linksThatAreBeingTypedAreUpdated(@TempDir Path data) {
        try (TestNode alice = TestNode.withWiki(data);
                var works = new LinkWorks(Duration.ofSeconds(60))) {
            Wiki wiki = alice.node().wikis().getFirst();
            Repository pages = wiki.repository();
            PageView winch = pages.create(new Title("Winch"), "# Safe load\n");
            PageId log = pages.create(new Title("Log"), "See: ").page();
            PageId plan = pages.create(new Title("Plan"), "See: ").page();
            assertTrue(works.awaitIndex(wiki, () -> true));
            type(pages, log, "[[Winch#Load]]");

            HeadingLinks.update(works, wiki, winch, "Load", "Safe load");

            assertEquals(List.of("See: [[Winch#Safe load]]"), texts(pages, List.of(log)));
            assertTrue(works.awaitIndex(wiki, () -> true));
            type(pages, plan, "[[Winch]]");
            Renaming.rename(works, wiki, winch, new Title("Crane"), true);
            assertEquals(List.of("See: [[Crane]]"), texts(pages, List.of(plan)));
        }
    }

    private static void type(Repository pages, PageId page, String words) {
        var tab = pages.lines().open(page, "tab", Optional.empty(), Optional.empty());
        int end = tab.text().length();
        var typed = new Lines.TabUpdate(1, TextChange.replace(end, end, end, words));
        pages.lines().push(page, tab.position().line(), 0, "tab", List.of(typed));
    }

    /** As after a kill between the note and the links. */
    @Test
    void whatWasNotedWhenTheNodeStoppedIsGoneOnWith(@TempDir Path data) throws Exception {
        try (TestNode alice = TestNode.withWiki(data);
                var works = new LinkWorks(Duration.ofSeconds(60))) {
            Wiki wiki = alice.node().wikis().getFirst();
            Repository pages = wiki.repository();
            PageView winch = pages.create(new Title("Winch"), "# Safe load\n");
            PageId log = pages.create(new Title("Log"), "[[Winch#Load]]\n").page();
            alice.until(
                    TestNode.wiki("/pages/Winch/backlinks"),
                    json -> json.path("total").asInt() == 1);
            var lines = Map.of(winch.page(), Set.of("load\tSafe load", "crew\tNot there"));
            new LinkNotes(LinkNotes.HEADINGS).note(wiki, lines).leave();

            works.resume(wiki);

            alice.until(
                    TestNode.wiki("/pages/Log"),
                    json -> json.path("text").asText().equals("[[Winch#Safe load]]\n"));
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!noted(pages).isEmpty() && System.nanoTime() < deadline) {
                BetweenLooks.pause();
            }
            assertEquals(Set.of(), noted(pages));
            assertEquals(List.of("[[Winch#Safe load]]\n"), texts(pages, List.of(log)));
        }
    }

    /** Of a heading that got other words, and of a page that was split. */
    @Test
    void whatIsGoneOnWithStaysNotedIfTheNodeStopsAgain(@TempDir Path data) throws Exception {
        var works = new LinkWorks(Duration.ofSeconds(60));
        try (TestNode alice = TestNode.withWiki(data)) {
            Wiki wiki = alice.node().wikis().getFirst();
            Repository pages = wiki.repository();
            pages.create(new Title("Crane"), "Big.\n");
            PageView winch = pages.create(new Title("Winch"), "# Safe load\n\n# [[Crane]]\n");
            var heading = Map.of(winch.page(), Set.of("load\tSafe load"));
            var split = Map.of(winch.page(), Set.of("crane\tCrane\t"));
            works.close();

            HeadingLinks.resume(works, wiki, works.headingNotes().note(wiki, heading));
            PageSplit.resume(works, wiki, works.splitNotes().note(wiki, split));

            assertEquals(
                    Set.of(LinkNotes.HEADINGS + winch.page(), LinkNotes.SPLITS + winch.page()),
                    noted(pages));
        }
    }

    private static Set<String> noted(Repository pages) {
        Set<String> noted = new HashSet<>(pages.records().values(LinkNotes.HEADINGS).keySet());
        noted.addAll(pages.records().values(LinkNotes.SPLITS).keySet());
        return noted;
    }

    /** No page has this id. */
    private static PageId nowhere(List<PageId> pages) {
        String id = pages.getFirst().toString();
        char other = id.charAt(0) == '0' ? '1' : '0';
        return PageId.parse(other + id.substring(1));
    }

    /** What they say, once for all that say the same. */
    private static List<String> texts(Repository pages, List<PageId> ids) {
        return ids.stream().map(id -> pages.page(id).orElseThrow().text()).distinct().toList();
    }
}
