package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Exchange;
import enquire.sync.node.TwoFaced.Branch;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice's key signs two changes of one number, and Bob and Carol hear of them as it happens. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class EquivocationTest {

    @TempDir Path folder;

    private Meetings meetings;
    private Node alice;
    private Node bob;
    private Node carol;
    private Wiki alices;
    private Wiki bobs;
    private Wiki carols;
    private PageId page;
    private TwoFaced twoFaced;

    /** The one that stays without votes, and the other. */
    private Branch first;

    private Branch second;

    @BeforeEach
    void begin() {
        meetings = new Meetings(folder);
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        carol = meetings.open("Carol");
        bobs = bob.create("Garden");
        page = bobs.repository().create(new Title("Roses"), "red\n\ntall\n").page();
        alices = Wire.join(alice, bob, bobs);
        carols = Wire.join(carol, bob, bobs);
        meet(alice, bob);
        meet(carol, bob);
        meet(alice, bob);
        twoFaced = new TwoFaced(alice, folder, "Alice", 1);
        var branches =
                TwoFaced.ranked(
                        twoFaced.write(bobs, page, "red and white\n\ntall\n"),
                        twoFaced.write(bobs, page, "red or blue\n\ntall\n"));
        first = branches.getFirst();
        second = branches.getLast();
        assertFalse(first.first().equals(second.first()));
    }

    @AfterEach
    void end() {
        meetings.close();
    }

    private static void meet(Node one, Node other) {
        var wire = new Wire(one, other);
        wire.runUntilQuiet();
        // Long enough for fingerprints to be compared.
        wire.tick(40);
        assertEquals(List.of(), wire.dialler.closed());
        assertEquals(List.of(), wire.acceptor.closed());
    }

    private String text(Wiki wiki) {
        return wiki.repository().page(page).orElseThrow().text();
    }

    private void write(Wiki wiki, String old, String now) {
        var view = wiki.repository().page(page).orElseThrow();
        assertTrue(view.text().contains(old), view.text());
        wiki.repository().write(page, view.version(), view.text().replace(old, now));
    }

    private static Exchange exchange(Wiki wiki) {
        return wiki.repository().exchange();
    }

    private void assertEqual(Wiki one, Wiki other) {
        assertEquals(text(one), text(other));
        assertEquals(exchange(one).heads(page), exchange(other).heads(page));
        assertEquals(Meetings.fingerprint(one), Meetings.fingerprint(other));
    }

    private boolean inPage(Wiki wiki, ChangeHash hash) {
        return exchange(wiki).accepts(page, List.of(hash));
    }

    @Test
    void whoGetsThemInOppositeOrderEndsWithTheSameOne() {
        twoFaced.give(bobs, first);
        twoFaced.give(bobs, second);
        twoFaced.give(carols, second);
        assertTrue(inPage(carols, second.first()));
        twoFaced.give(carols, first);

        for (Wiki wiki : List.of(bobs, carols)) {
            assertTrue(inPage(wiki, first.first()));
            assertFalse(inPage(wiki, second.first()));
        }
        assertEqual(bobs, carols);
    }

    @Test
    void whoHasOneEachEndsWithTheSameOneWhenTheyMeet() {
        twoFaced.give(bobs, first);
        twoFaced.give(carols, second);

        meet(bob, carol);
        meet(alice, carol);

        assertTrue(inPage(carols, first.first()));
        assertEqual(bobs, carols);
        assertEqual(alices, carols);
    }

    @Test
    void theProofIsKeptAndGivenOn() {
        twoFaced.give(bobs, first);
        twoFaced.give(bobs, second);
        meetings.stop(bob);
        bob = meetings.open("Bob");
        bobs = bob.wikis().getFirst();
        meet(carol, bob);

        for (Wiki wiki : List.of(bobs, carols)) {
            assertTrue(exchange(wiki).holds(page, List.of(first.first(), second.first())));
            var signed =
                    exchange(wiki).statements(page).stream().map(each -> each.bytes()).toList();
            assertTrue(signed.containsAll(List.of(first.statement(), second.statement())));
            assertEquals(Set.of(second.first()), exchange(wiki).outvoted(page));
        }
        assertEqual(bobs, carols);
    }

    @Test
    void theOneThatAnotherWriterBuiltOnStays() {
        twoFaced.give(bobs, first);
        twoFaced.give(carols, second);
        write(carols, "tall", "tall and thorny");

        meet(bob, carol);
        meet(alice, bob);

        assertTrue(text(bobs).contains("thorny"));
        assertTrue(inPage(bobs, second.first()));
        assertFalse(inPage(bobs, first.first()));
        assertEqual(bobs, carols);
        assertEqual(bobs, alices);
    }

    @Test
    void theOneThatMoreWritersBuiltOnStays() {
        Node dave = meetings.open("Dave");
        Wiki daves = Wire.join(dave, bob, bobs);
        meet(dave, bob);
        meet(carol, bob);
        twoFaced.give(bobs, first);
        write(bobs, "tall", "tall, says Bob");
        twoFaced.give(carols, second);
        write(carols, "tall", "tall and thorny");
        meet(dave, carol);
        write(daves, "thorny", "thorny, says Dave");
        meet(dave, carol);

        meet(bob, carol);
        meet(bob, dave);

        assertTrue(text(bobs).contains("thorny, says Dave"), text(bobs));
        assertTrue(inPage(bobs, second.first()));
        assertEqual(bobs, carols);
        assertEqual(bobs, daves);
    }

    @Test
    void whatOthersWroteBesideItStays() {
        write(bobs, "tall", "tall, says Bob");
        twoFaced.give(bobs, second);
        write(carols, "\n\n", "\n\nCarol knows\n\n");
        meet(bob, carol);
        twoFaced.give(carols, first);
        meet(bob, carol);

        for (Wiki wiki : List.of(bobs, carols)) {
            assertTrue(text(wiki).contains("tall, says Bob"), text(wiki));
            assertTrue(text(wiki).contains("Carol knows"), text(wiki));
        }
        assertEqual(bobs, carols);
    }

    @Test
    void laterChangesOfAFrozenActorCountOnlyIfAnotherWriterVouches() {
        Branch further = twoFaced.write(bobs, first, "red and white and more\n\ntall\n");
        twoFaced.give(bobs, further);
        twoFaced.give(carols, further);
        twoFaced.give(bobs, second);
        assertTrue(inPage(bobs, first.first()));
        assertFalse(inPage(bobs, further.last().hash()));

        // Carol has not heard of the other one, and goes on.
        write(carols, "tall", "tall and thorny");
        meet(bob, carol);

        assertTrue(inPage(bobs, further.last().hash()));
        assertTrue(text(bobs).contains("and more"), text(bobs));
        assertTrue(text(bobs).contains("thorny"), text(bobs));
        assertEqual(bobs, carols);
    }
}
