package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Exchange;
import enquire.storage.Statement;
import enquire.sync.node.TwoFaced.Branch;
import enquire.sync.protocol.CutHeads;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Shelf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Carol writes so many changes beside each other on one page that its heads are not all named.
 * Alice and Bob speak of it all the same, and end with the same page.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ManyHeadsTest {

    /** Of the heads that both hold, there are more than a node names. */
    private static final int SHARED = Limits.HEADS_NAMED + 16;

    /** Heads that only one of the two holds. */
    private static final int OWN = 20;

    private final Path folder;
    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Node carol;
    private Wiki alices;
    private Wiki bobs;
    private PageId page;
    private List<Branch> branches;

    ManyHeadsTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        carol = meetings.open("Carol");
        alices = alice.create("Garden");
        page = alices.repository().create(new Title("Roses"), "red").page();
        Wire.join(carol, alice, alices);
        bobs = Wire.join(bob, alice, alices);
        ForkedGarden.meet(bob, alice);
        branches = besideEachOther(SHARED + 2 * OWN, 0);
    }

    /** By their hash: the first ones are those that a message names. */
    private List<Branch> besideEachOther(int count, int from) {
        List<Change> before = alices.repository().exchange().changes(page);
        var made = new ArrayList<Branch>(count);
        for (int i = from; i < from + count; i++) {
            made.add(
                    new TwoFaced(carol, folder, "Carol", i)
                            .write(alices, page, before, "red " + i % 7));
        }
        made.sort(Comparator.comparing(Branch::first));
        return made;
    }

    private void give(Wiki wiki, List<Branch> given) {
        var chunks =
                given.stream().flatMap(each -> each.made().stream()).map(Change::chunk).toList();
        var statements = given.stream().map(Branch::statement).toList();
        new WikiShelf(wiki, carol.id())
                .receive(List.of(new Shelf.Arrived(page, chunks, statements)));
    }

    private Heads heads(Wiki wiki) {
        return wiki.repository().exchange().heads(page);
    }

    private void assertEqual() {
        assertEquals(branches.size(), heads(alices).hashes().size());
        assertEquals(heads(alices), heads(bobs));
        assertEquals(Meetings.fingerprint(alices), Meetings.fingerprint(bobs));
        assertEquals(Meetings.text(alices, "Roses"), Meetings.text(bobs, "Roses"));
    }

    @Test
    void whoHoldsNoneOfThemGetsThemAll() {
        var all = new ArrayList<>(branches);
        all.addAll(besideEachOther(Limits.HEADS + 76 - all.size(), all.size()));
        branches = all;
        give(alices, branches);

        ForkedGarden.meet(bob, alice);

        assertEqual();
    }

    /** What the two name is the same on both sides. */
    @Test
    void whatDiffersBehindTheNamedOnesIsExchangedAtOnce() {
        List<Branch> shared = branches.subList(0, SHARED);
        give(alices, shared);
        give(bobs, shared);
        ForkedGarden.meet(bob, alice);
        give(alices, branches.subList(SHARED, SHARED + OWN));
        give(bobs, branches.subList(SHARED + OWN, branches.size()));
        assertEquals(CutHeads.of(heads(alices)), CutHeads.of(heads(bobs)));

        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        assertEquals(List.of(), wire.acceptor.closed());
        assertEqual();
    }

    /** Another page stands in the same part of the index, behind it. */
    @Test
    void theOtherPagesAreNotPassedOver() {
        give(alices, branches);
        for (int i = 0; i < 30; i++) {
            alices.repository().create(new Title("Page " + i), "text " + i);
        }

        ForkedGarden.meet(bob, alice);

        assertEqual();
        assertEquals("text 29", Meetings.text(bobs, "Page 29"));
    }

    @Test
    void aLostStatementOfSuchAPageComesBack() {
        give(alices, branches);
        ForkedGarden.meet(bob, alice);
        Exchange atBob = bobs.repository().exchange();
        Statement lost =
                atBob.statements(page).stream()
                        .filter(each -> each.bytes().equals(branches.getFirst().statement()))
                        .findFirst()
                        .orElseThrow();
        atBob.sign(page, List.of(), Set.of(lost.id()));
        assertNotEquals(Meetings.fingerprint(alices), Meetings.fingerprint(bobs));

        ForkedGarden.meet(bob, alice);

        assertEqual();
    }

    @Test
    void onlyAListOfFullLengthCanBeACutOne() {
        Heads all = new Heads(branches.stream().map(Branch::first).toList());
        Heads most = new Heads(all.hashes().subList(0, Limits.HEADS_NAMED));

        assertEquals(most, CutHeads.of(all));
        assertEquals(most, CutHeads.of(most));
        assertTrue(CutHeads.mayBe(most));
        assertFalse(CutHeads.mayBe(new Heads(all.hashes().subList(1, Limits.HEADS_NAMED))));
    }
}
