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

/**
 * A page that Alice, Bob and Carol hold, and two changes of one number that Alice's key signed for
 * it and nobody has heard of yet.
 */
final class ForkedGarden implements AutoCloseable {

    final Meetings meetings;
    final Node alice;
    final Node carol;
    final Wiki alices;
    final Wiki carols;
    final PageId page;
    final TwoFaced twoFaced;
    Node bob;
    Wiki bobs;

    /** The one that stays without votes, and the other. */
    final Branch first;

    final Branch second;

    ForkedGarden(Path folder) {
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

    @Override
    public void close() {
        meetings.close();
    }

    void restartBob() {
        meetings.stop(bob);
        bob = meetings.open("Bob");
        bobs = bob.wikis().getFirst();
    }

    static void meet(Node one, Node other) {
        var wire = new Wire(one, other);
        wire.runUntilQuiet();
        // Long enough for fingerprints to be compared.
        wire.tick(40);
        assertEquals(List.of(), wire.dialler.closed());
        assertEquals(List.of(), wire.acceptor.closed());
    }

    String text(Wiki wiki) {
        return wiki.repository().page(page).orElseThrow().text();
    }

    void write(Wiki wiki, String old, String now) {
        var view = wiki.repository().page(page).orElseThrow();
        assertTrue(view.text().contains(old), view.text());
        wiki.repository().write(page, view.version(), view.text().replace(old, now));
    }

    static Exchange exchange(Wiki wiki) {
        return wiki.repository().exchange();
    }

    void assertEqual(Wiki one, Wiki other) {
        assertEquals(text(one), text(other));
        assertEquals(exchange(one).heads(page), exchange(other).heads(page));
        assertEquals(Meetings.fingerprint(one), Meetings.fingerprint(other));
    }

    boolean inPage(Wiki wiki, ChangeHash hash) {
        return exchange(wiki).accepts(page, List.of(hash));
    }
}
