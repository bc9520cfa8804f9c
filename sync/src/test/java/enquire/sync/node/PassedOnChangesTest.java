package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.sync.node.TwoFaced.Branch;
import enquire.sync.protocol.ProtocolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Carol writes two edits and a change on top of both that no page can hold. Alice gets the one edit
 * and that change, which she cannot judge; Bob gets the other. When the two meet, each gives what
 * the other needs to find out, and neither is to blame.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class PassedOnChangesTest {

    private final Path folder;
    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Node carol;
    private Wiki alices;
    private Wiki bobs;
    private PageId page;
    private Branch atAlice;
    private Branch atBob;
    private Branch bad;

    PassedOnChangesTest(@TempDir Path folder) {
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
        List<Change> before = alices.repository().exchange().changes(page);
        atAlice = carols(1).write(alices, page, before, "red and white");
        atBob = carols(2).write(alices, page, before, "dark red");
        var both = new ArrayList<>(before);
        both.addAll(atAlice.made());
        both.addAll(atBob.made());
        TwoFaced third = carols(3);
        bad = third.misnumbered(alices, third.write(alices, page, both, "nothing"));
    }

    private TwoFaced carols(int number) {
        return new TwoFaced(carol, folder, "Carol", number);
    }

    @Test
    void whoPassesOnWhatCouldNotBeJudgedThereIsNotBlamed() {
        carols(1).give(alices, atAlice);
        carols(3).give(alices, bad);
        carols(2).give(bobs, atBob);

        ForkedGarden.meet(alice, bob); // Fails if one of them closes.

        for (Wiki wiki : List.of(alices, bobs)) {
            var exchange = wiki.repository().exchange();
            assertTrue(exchange.accepts(page, List.of(atAlice.first(), atBob.first())));
            assertFalse(exchange.holds(page, List.of(bad.first())));
        }
        assertEquals(Meetings.text(alices, "Roses"), Meetings.text(bobs, "Roses"));
        assertEquals(Meetings.fingerprint(alices), Meetings.fingerprint(bobs));
    }

    @Test
    void whoGivesItsOwnIsBlamed() {
        carols(1).give(alices, atAlice);
        carols(2).give(alices, atBob);

        var blame = assertThrows(ProtocolException.class, () -> carols(3).give(alices, bad));

        assertTrue(blame.getMessage().contains("no page can hold"), blame.getMessage());
        assertFalse(alices.repository().exchange().holds(page, List.of(bad.first())));
    }
}
