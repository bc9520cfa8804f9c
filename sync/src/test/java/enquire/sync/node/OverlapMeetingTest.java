package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.overlap.Overlap;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes part, both people change the same sentence, and the nodes meet again. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OverlapMeetingTest {

    private static final String TEXT = "The winch holds 9 tons. It is old.\n";

    @AutoClose private final Meetings meetings;

    private Wiki garden;
    private Wiki bobs;
    private Node bob;
    private PageId page;

    OverlapMeetingTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
        Node alice = meetings.start("Alice");
        garden = alice.create("Garden");
        page = garden.repository().create(new Title("Winch"), TEXT).page();
        bob = meetings.start("Bob");
        bobs = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("Bob has the page", () -> Meetings.text(bobs, "Winch").equals(TEXT));
        Meetings.awaitEqual(garden, bobs);
    }

    private static void replace(Wiki wiki, PageId page, String old, String now) {
        PageView view = wiki.repository().page(page).orElseThrow();
        wiki.repository().write(page, view.version(), view.text().replace(old, now));
    }

    /** Bob goes away, both write, and he comes back. */
    private void apart(Runnable writing) {
        restartBob();
        writing.run();
        bob.listen();
        Meetings.awaitEqual(garden, bobs);
    }

    private List<Overlap> both() {
        // Where typing ended is told last: a signature that replaces an earlier one moves an edge.
        Meetings.await(
                "both find the same places",
                () ->
                        garden.overlaps()
                                .read(page)
                                .overlaps()
                                .equals(bobs.overlaps().read(page).overlaps()));
        return garden.overlaps().read(page).overlaps();
    }

    @Test
    void bothNodesMarkTheSamePlaceUntilOneTicksItOff() {
        apart(() -> {
            replace(garden, page, "9", "10");
            replace(bobs, page, "winch", "big winch");
        });

        List<Overlap> found = both();
        assertEquals(1, found.size());
        assertEquals("The winch holds 9 tons.", found.getFirst().before());
        List<String> ids = List.of(found.getFirst().id());
        Meetings.await(
                "both know that the page has a mark",
                () ->
                        garden.overlaps().marked(page).filter(m -> m.ids().equals(ids)).isPresent()
                                && bobs.overlaps()
                                        .marked(page)
                                        .filter(m -> m.ids().equals(ids))
                                        .isPresent());

        // Whatever else is typed does not take the mark away.
        replace(garden, page, "old", "old and heavy");
        Meetings.awaitEqual(garden, bobs);
        assertEquals(ids, both().stream().map(Overlap::id).toList());

        garden.overlaps().tickOff(page, ids.getFirst(), Optional.of(bobs.self()), Optional.empty());

        Meetings.await(
                "Bob reads what he had written",
                () ->
                        Meetings.text(bobs, "Winch")
                                .equals("The big winch holds 9 tons. It is old and heavy.\n"));
        Meetings.awaitEqual(garden, bobs);
        assertEquals(List.of(), both());
        Meetings.await(
                "nobody has a mark",
                () -> garden.overlaps().marked().isEmpty() && bobs.overlaps().marked().isEmpty());
        assertThrows(
                NoSuchOverlapException.class,
                () ->
                        bobs.overlaps()
                                .tickOff(page, ids.getFirst(), Optional.empty(), Optional.empty()));
    }

    /** As somebody ticks a place off while the page is being looked at in the background. */
    @Test
    void whatWasReadLastIsKnown() throws Exception {
        apart(() -> {
            replace(garden, page, "9", "10");
            replace(bobs, page, "winch", "big winch");
        });
        assertEquals(1, both().size());
        var reads = new AtomicInteger();
        var read = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        Function<PageId, PageOverlaps.Found> reading =
                id -> {
                    PageOverlaps.Found found = garden.overlaps().read(id);
                    if (reads.getAndIncrement() > 0) {
                        return new PageOverlaps.Found(found.version(), "", List.of());
                    }
                    read.countDown();
                    Meetings.awaited(goesOn);
                    return found;
                };
        try (var watch = new OverlapWatch(garden.repository(), reading)) {
            Thread first = Thread.ofPlatform().start(() -> watch.look(page));
            Meetings.awaited(read);
            Thread second = Thread.ofPlatform().start(() -> watch.look(page));
            Meetings.await(
                    "the second waits for the first, or is done",
                    () ->
                            second.getState() == Thread.State.BLOCKED
                                    || second.getState() == Thread.State.TERMINATED);
            goesOn.countDown();
            first.join();
            second.join();

            assertEquals(Optional.empty(), watch.marked(page));
        }
    }

    @Test
    void whatCameInAfterTimeApartIsToldWithItsAuthorAndWhatIsTypedInTouchIsNot() {
        apart(() -> {
            replace(garden, page, "9", "10");
            replace(bobs, page, "old", "new");
        });
        Meetings.await("Alice is told", () -> garden.merges().last() > 0);
        Meetings.await("Bob is told", () -> bobs.merges().last() > 0);

        var came = garden.merges().lately();
        assertEquals(Map.of(bobs.self(), 1), Merges.edits(came));
        assertEquals(page, came.getFirst().page());
        assertEquals(
                Optional.of("The winch holds 10 tons. It is old.\n"),
                garden.repository().textAt(page, came.getFirst().before()));
        Meetings.await(
                "both know that they hold the same",
                () ->
                        !garden.merges().isCatchingUp(bobs.self())
                                && !bobs.merges().isCatchingUp(garden.self()));

        long told = garden.merges().last();
        replace(bobs, page, "new", "fine");
        Meetings.awaitEqual(garden, bobs);
        assertEquals(told, garden.merges().last());
    }

    @Test
    void whatCameInIsKeptUntilItWasToldAlsoIfTheNodeStops() {
        apart(() -> {
            replace(garden, page, "9", "10");
            replace(bobs, page, "old", "new");
        });
        // They are on disk a moment after they may be told.
        Meetings.await(
                "Bob may be told, and it is on disk",
                () -> saved() > 0 && saved() == bobs.merges().lately().size());
        List<Merges.Merge> untold = bobs.merges().lately();

        restartBob();

        assertEquals(untold, bobs.merges().lately());
        bobs.merges().tell(untold.getLast().number());
        assertEquals(untold, bobs.merges().lately()); // He may come back to the screen.

        restartBob();

        assertEquals(List.of(), bobs.merges().lately());
        Set<String> left = bobs.repository().records().values("merges/").keySet();
        assertEquals(Set.of(), left);
    }

    private int saved() {
        return bobs.repository().records().values("merges/").size();
    }

    private void restartBob() {
        meetings.stop(bob);
        bob = meetings.open("Bob");
        bobs = bob.wikis().getFirst();
    }

    @Test
    void keepingBothLeavesThePageAsItIsWithWhatIsTypedRightNow() {
        apart(() -> {
            replace(garden, page, "9", "10");
            replace(bobs, page, "winch", "big winch");
        });
        String id = both().getFirst().id();

        // Not folded yet.
        replace(bobs, page, "It is old.", "It is old. Still.");
        bobs.overlaps().tickOff(page, id, Optional.empty(), Optional.empty());

        assertEquals(
                "The big winch holds 10 tons. It is old. Still.\n", Meetings.text(bobs, "Winch"));
        Meetings.awaitEqual(garden, bobs);
        assertEquals(List.of(), both());
    }

    @Test
    void whatBothChangeWhileTheyAreInTouchIsNotMarked() {
        for (int i = 0; i < 4; i++) {
            replace(garden, page, "winch", "winch" + i);
            replace(bobs, page, "tons", i + " tons");
            Meetings.awaitEqual(garden, bobs);
        }

        assertEquals(List.of(), both());
    }

    @Test
    void whoComesLaterMarksTheSamePlaces() {
        apart(() -> {
            replace(garden, page, "9", "10");
            replace(bobs, page, "winch", "big winch");
        });
        Node carol = meetings.start("Carol");
        Wiki carols = carol.join(garden.invite(Role.READER).text());
        Meetings.awaitEqual(garden, carols);

        assertEquals(both(), carols.overlaps().read(page).overlaps());
    }
}
