package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.Carrying;
import enquire.sync.roster.Role;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob and Carol keep what they open, and offer room; Alice keeps everything. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class PageTakingTest {

    private static final int PAGES = 20;

    private final Path folder;
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    @AutoClose private final Meetings meetings;

    PageTakingTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @Test
    void whatOnlyAliceHasComesToBothWithItsFilesAndCountsOnceItIsThere() throws Exception {
        Node alice = node("Alice");
        Node bob = node("Bob");
        Node carol = node("Carol");
        bob.offers().storage(1L << 30);
        carol.offers().storage(1L << 30);
        alice.listen();
        Wiki garden = alice.create("Garden");
        var pages = new ArrayList<PageId>();
        for (int i = 0; i < PAGES; i++) {
            pages.add(garden.repository().create(new Title("Page " + i), "text " + i).page());
        }
        var stored =
                garden.repository()
                        .blobs()
                        .add(new ByteArrayInputStream("low at five".getBytes("UTF-8")), 1_000);
        String manifest =
                "{\"name\":\"tide.txt\",\"bytes\":11,\"type\":\"text/plain\",\"root\":\"%s\"}"
                        .formatted(stored.root().toHex());
        garden.repository().attach(pages.getFirst(), Map.of(stored.blob(), manifest));
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Wiki atCarol = carol.join(garden.invite(Role.WRITER).text());
        for (Wiki each : List.of(atBob, atCarol)) {
            each.pageFetches().carry(Carrying.Mode.OPENED);
        }
        bob.listen();
        carol.listen();
        Meetings.await(
                "they know the titles",
                () ->
                        atBob.repository().records().carrying().count() == PAGES
                                && atCarol.repository().records().carrying().count() == PAGES);
        assertEquals(0, garden.copies(pages.getFirst()).on().size());

        Meetings.await(
                "each page is on three computers",
                () -> {
                    later.updateAndGet(before -> before.plusSeconds(1)); // Each time it looks.
                    return pages.stream().allMatch(page -> garden.copies(page).on().size() == 2);
                });
        Meetings.await("so is the file", () -> garden.files().copies(stored.blob()) == 3);
        Meetings.await("and nothing is short", () -> garden.shortage().isNothing());
        Meetings.await(
                "and they are in touch", () -> garden.state().equals(new Wiki.State.Synced(2)));
        assertEquals(3, garden.shortage().computers());
        assertEquals(PAGES, atBob.repository().pageCount());
        assertTrue(atBob.files().taking().bytes() > 0);
        PageTaking taking = atBob.files().taking();
        assertTrue(taking.wants(stored.blob(), () -> 2));
        assertFalse(taking.wants(stored.blob(), () -> 3));
        bob.offers().storage(taking.bytes());
        assertFalse(taking.wants(stored.blob(), () -> 2));
    }

    @Test
    void nothingIsTakenByWhoOffersNothingOrHasNoRoomLeftOrKeepsEverything() {
        Node alice = node("Alice");
        Node bob = node("Bob");
        Wiki garden = alice.create("Garden");
        for (int i = 0; i < PAGES; i++) {
            garden.repository().create(new Title("Page " + i), "text " + i);
        }
        Wiki atBob = Wire.join(bob, alice, garden);
        PageTaking taking = atBob.files().taking();
        atBob.pageFetches().carry(Carrying.Mode.OPENED);
        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();
        taking.take(List.of(alice.id()));
        later.set(Duration.ofMinutes(5));
        assertEquals(Map.of(), taking.take(List.of(alice.id())));

        bob.offers().storage(1);
        taking.take(List.of(alice.id()));
        later.set(Duration.ofMinutes(6));
        assertEquals(Map.of(), taking.take(List.of()));
        Map<PageId, List<PeerId>> taken = taking.take(List.of(alice.id()));
        assertEquals(PageTaking.PAGES_AT_ONCE, taken.size());
        Wire again = new Wire(bob, alice);
        again.runUntilQuiet();
        assertEquals(PageTaking.PAGES_AT_ONCE, atBob.repository().pageCount());
        assertTrue(taking.bytes() > 1);
        assertEquals(Map.of(), taking.take(List.of(alice.id())));

        bob.offers().storage(1L << 30);
        atBob.pageFetches().carry(Carrying.Mode.ALL);
        assertEquals(Map.of(), taking.take(List.of(alice.id())));
    }

    /** Whoever is asked may go for good: then the next one gives it. */
    @Test
    void eachPageIsAskedOfEverybodyWhoIsConnectedAndHasIt() {
        Node alice = node("Alice");
        Node dave = node("Dave");
        Node bob = node("Bob");
        Wiki garden = alice.create("Garden");
        PageId page = garden.repository().create(new Title("Roses"), "red").page();
        Wire.join(dave, alice, garden);
        new Wire(dave, alice).runUntilQuiet();
        Wiki atBob = Wire.join(bob, alice, garden);
        atBob.pageFetches().carry(Carrying.Mode.OPENED);
        new Wire(bob, alice).runUntilQuiet();
        new Wire(dave, alice).runUntilQuiet(); // He hears who Bob is.
        new Wire(bob, dave).runUntilQuiet();
        bob.offers().storage(1L << 30);
        PageTaking taking = atBob.files().taking();
        List<PeerId> connected = List.of(alice.id(), dave.id());
        taking.take(connected);
        later.set(Duration.ofMinutes(5));

        assertEquals(Map.of(page, connected), taking.take(connected));
    }

    private Node node(String name) {
        return meetings.keep(
                Node.open(
                        new NodeSettings(
                                folder.resolve(name),
                                Optional.of(name),
                                "127.0.0.1",
                                0,
                                () -> Instant.now().plus(later.get()))));
    }
}
