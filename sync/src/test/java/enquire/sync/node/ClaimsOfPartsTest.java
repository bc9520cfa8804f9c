package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.storage.Carrying;
import enquire.storage.Records;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** What she was asked for does not come: a connection breaks before, as often as it may. */
    @Test
    void whoCarriedAllIsAskedAgainUntilEverythingCame() {
        atCarol.pageFetches().carry(Carrying.Mode.ALL);
        PageId roses = write(garden, "Roses", "red");
        meet(carol, alice);
        assertEquals(List.of("Carol"), on(roses));
        atCarol.pageFetches().carry(Carrying.Mode.OPENED);
        PageId tulips = write(atCarol, "Tulips", "yellow");
        atCarol.settle();

        var greeted = new Wire(carol, alice);
        greeted.carryOne();
        assertFalse(garden.repository().records().carrying().isWhole(carol.id()));
        var news = new Wire(carol, alice);
        while (news.acceptor.received(Message.Listing.class).isEmpty()) {
            news.carryOne(); // Of what she wrote, which is the end of her list.
        }
        assertEquals(List.of(), on(roses));
        Wire wire = meet(carol, alice);

        assertEquals(List.of("Carol"), on(roses));
        assertEquals(List.of("Carol"), on(tulips));
        assertTrue(timesAsked(wire) > 0);
        assertEquals(0, timesAsked(meet(carol, alice)));
    }

    @Test
    void aListThatBrokeOffIsAskedForAgainAlsoIfAnotherOneOfTheSameTimeCame() {
        PageId roses = write(garden, "Roses", "red");
        Wire wire = meet(carol, alice);
        open(wire.dialler, roses);
        wire.runUntilQuiet();
        wire.pagesChanged(garden.id());
        assertEquals(List.of("Carol"), on(roses));
        var one = new WikiShelf(garden, carol.id());
        var other = new WikiShelf(garden, carol.id());
        Map<PageId, Heads> listed = Map.of(roses, one.heads(roses));

        one.lists(listed, true, false);
        other.lists(Map.of(), true, false); // So that what the first one brought is void.
        one.lists(Map.of(), false, true);
        assertEquals(List.of(), on(roses));
        Wire next = meet(carol, alice);

        assertTrue(timesAsked(next) > 0);
        assertEquals(List.of("Carol"), on(roses));
    }

    /** Alice owes a page of Carol's, and asks for her list before Carol has begun with it. */
    @Test
    void whoAsksForAListDoesNotSayThatSheHasEverything() {
        PageId roses = write(garden, "Roses", "red");
        Wire wire = meet(carol, alice);
        open(wire.dialler, roses);
        wire.runUntilQuiet();
        wire.pagesChanged(garden.id());
        write(atCarol, "Tulips", "yellow");
        meet(carol, alice);
        assertEquals(List.of("Alice"), names(atCarol.copies(roses)));
        Records records = atCarol.repository().records();
        Records.Receipt all = records.receipt(alice.id()).orElseThrow();
        long before = all.sequence() - 1;
        records.receipt(alice.id(), new Records.Receipt(all.index(), before, Set.of(roses), true));
        new WikiShelf(garden, carol.id()).lists(Map.of(), true, false);

        var next = new Wire(carol, alice);
        hear(next.acceptor, next.dialler);
        hear(next.dialler, next.acceptor);

        assertEquals(1, timesAsked(next));
        assertEquals(List.of(), names(atCarol.copies(roses)));
    }

    /** Everything that was sent, before who hears it says anything of its own. */
    private static void hear(Wire.End hearing, Wire.End speaking) {
        while (!speaking.sent.isEmpty()) {
            Message message = hearing.session.decode(speaking.sent.remove());
            hearing.received.add(message);
            hearing.step(new Input.Received(message));
        }
    }

    private static List<String> names(PageCopies copies) {
        return copies.on().stream().map(Wiki.Member::name).sorted().toList();
    }

    private static long timesAsked(Wire wire) {
        return wire.dialler.received(Message.Seen.class).stream()
                .filter(seen -> seen.position().sequence() == 0)
                .count();
    }

    @Test
    void whoIsAMemberAgainIsAskedWhatSheHolds() {
        PageId roses = write(garden, "Roses", "red");
        Wire wire = meet(carol, alice);
        open(wire.dialler, roses);
        wire.runUntilQuiet();
        wire.pagesChanged(garden.id());
        assertEquals(List.of("Carol"), on(roses));

        garden.membership().remove(carol.id());
        meet(bob, alice);
        assertEquals(Set.of(), garden.repository().records().carrying().holders(roses));
        Wire.join(carol, alice, garden);
        meet(carol, alice);

        assertEquals(List.of("Bob", "Carol"), on(roses));
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

    /** As after a crash between Alice's answer and the note of it. */
    @Test
    void whatAliceHasSeenAndCarolDidNotNoteIsClaimedOfAliceOnceSheSettledItAgain() {
        PageId roses = write(atCarol, "Roses", "red");
        write(atCarol, "Tulips", "yellow");
        atCarol.settle();
        write(garden, "Lilies", "white"); // She has its title alone, so they are never equal.
        meet(carol, alice);
        assertEquals(List.of("Alice"), names(atCarol.copies(roses)));
        var ofAlice = new WikiShelf(atCarol, alice.id());
        Message.Position now = ofAlice.position();
        var start = new Message.Position(now.index(), 0);
        ofAlice.receipt(new Shelf.Receipt(start, Set.of(), true));
        assertEquals(now.sequence(), listedSequence());

        var wire = new Wire(carol, alice);
        wire.carryOne();
        wire.carryOne();
        // What she says by herself is of a store that an old copy may have taken the place of.
        var again =
                new Message.Seen(
                        garden.id(),
                        now,
                        Optional.of(new WikiShelf(garden, carol.id()).fingerprint()));
        for (int i = 0; i < 2; i++) {
            wire.dialler.step(new Input.Received(again));
            assertEquals(List.of(), names(atCarol.copies(roses)));
        }
        wire.runUntilQuiet();
        assertEquals(now, ofAlice.position());
        assertEquals(List.of("Alice"), names(atCarol.copies(roses)));
    }

    /** Her answers were on their way when Alice heard that all is asked for once more. */
    @Test
    void whoAsksForEverythingOnceMoreMayStillAnswerWhatCameBefore() {
        write(garden, "Roses", "red");
        Wire wire = meet(carol, alice);
        Message.Position now = new WikiShelf(garden, carol.id()).position();
        var start = new Message.Position(now.index(), 0);
        for (Message.Position each : List.of(start, now)) {
            var seen = new Message.Seen(garden.id(), each, Optional.empty());
            wire.acceptor.step(new Input.Received(seen));
        }

        assertEquals(List.of(), wire.acceptor.closed());
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
        return names(garden.copies(page));
    }
}
