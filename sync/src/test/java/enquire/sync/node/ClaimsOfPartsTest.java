package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.storage.Carrying;
import enquire.sync.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Alice says is on the computer of Carol, who carries a part. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ClaimsOfPartsTest extends CarolCarriesPart {

    ClaimsOfPartsTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void nobodyTakesWhatWasPassedOverForWhatIsThere() {
        PageId roses = write(garden, "Roses", "red");

        Wire wire = meet(carol, alice);

        assertFalse(garden.repository().records().receipt(carol.id()).orElseThrow().whole());
        assertEquals(0, garden.copies());
        assertEquals(List.of(), garden.copies(roses).on());
        assertFalse(garden.repository().records().carrying().isWhole(carol.id()));
        assertTrue(
                wire.acceptor.received(Message.Seen.class).stream()
                        .allMatch(seen -> seen.fingerprint().isEmpty()));
        assertEquals(
                Optional.empty(),
                garden.peers().stream()
                        .filter(row -> row.name().equals("Carol"))
                        .findFirst()
                        .orElseThrow()
                        .pagesBehind());
    }

    @Test
    void whatCarolListsIsOnHerComputerInTheVersionThatSheListed() {
        PageId roses = write(garden, "Roses", "red");
        Wire wire = meet(carol, alice);
        open(wire.dialler, roses);
        wire.runUntilQuiet();
        wire.pagesChanged(garden.id());
        assertEquals(List.of("Carol"), on(roses));

        append(garden, roses, "!");
        assertEquals(List.of(), on(roses)); // Typing that is in no change yet.
        garden.settle();
        assertEquals(List.of(), on(roses)); // She listed the version before.
        wire.pagesChanged(garden.id());
        wire.pagesChanged(garden.id());
        assertEquals(List.of("Carol"), on(roses));
        assertEquals(1, garden.copies());
        PageId tulips = write(garden, "Tulips", "yellow");
        garden.settle();
        assertEquals(0, garden.copies());
        wire.pagesChanged(garden.id());
        assertEquals(0, garden.copies());
        open(wire.dialler, tulips);
        wire.runUntilQuiet();
        wire.pagesChanged(garden.id());
        assertEquals(1, garden.copies());
        garden.membership().remove(carol.id());
        assertEquals(List.of(), on(roses));
        assertEquals(0, garden.copies());
    }

    @Test
    void whoCarriedAllIsAskedWhatOfItSheHolds() {
        atCarol.pageFetches().carry(Carrying.Mode.ALL);
        PageId roses = write(garden, "Roses", "red");
        meet(carol, alice);
        assertEquals(List.of("Carol"), on(roses));

        atCarol.pageFetches().carry(Carrying.Mode.OPENED);
        write(garden, "Tulips", "yellow");
        meet(carol, alice);

        assertEquals(List.of("Carol"), on(roses));
        assertEquals(1, atCarol.repository().pageCount());
    }

    @Test
    void ofCarolWhoWasPutBackFromAnOldCopyOnlyThatIsClaimedWhichSheStillHas() throws IOException {
        PageId roses = write(garden, "Roses", "red");
        PageId tulips = write(garden, "Tulips", "yellow");
        Wire wire = meet(carol, alice);
        open(wire.dialler, roses);
        wire.runUntilQuiet();
        wire.pagesChanged(garden.id());
        meetings.stop(carol);
        Meetings.copy(folder.resolve("Carol"), folder.resolve("Carol-before"));
        begin("Carol");
        meet(bob, alice);
        Wire bobs = meet(carol, bob);
        open(bobs.dialler, tulips);
        bobs.runUntilQuiet();
        meet(carol, alice);
        assertEquals(List.of("Bob", "Carol"), on(tulips));

        meetings.stop(carol);
        Meetings.copy(folder.resolve("Carol-before"), folder.resolve("Carol"));
        begin("Carol");
        // Of another page, with the very sequence with which she listed the tulips.
        while (sequence(atCarol) < listedSequence()) {
            write(atCarol, "Page " + sequence(atCarol), "of Carol");
            atCarol.settle();
        }
        meet(carol, alice);

        assertEquals(List.of("Bob"), on(tulips));
        assertEquals(List.of("Bob", "Carol"), on(roses));
    }

    private void begin(String name) {
        carol = meetings.open(name);
        atCarol = carol.wiki(garden.id().toString()).orElseThrow();
    }

    private static long sequence(Wiki wiki) {
        return wiki.repository().exchange().lastSequence();
    }

    /** Up to which Alice has seen what Carol lists. */
    private long listedSequence() {
        return garden.repository().records().progress(carol.id()).orElseThrow().sequence();
    }

    private List<String> on(PageId page) {
        return garden.copies(page).on().stream().map(Wiki.Member::name).sorted().toList();
    }
}
