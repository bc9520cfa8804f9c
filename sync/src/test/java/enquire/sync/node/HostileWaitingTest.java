package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.sync.protocol.ProtocolException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mallory, who may write, gives Bob a bad change that follows a harmless one which Bob gets from
 * Alice only: then the bad one is looked at, in the middle of what an honest peer sends.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class HostileWaitingTest {

    private final Path folder;

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Wiki garden;
    private Wiki joined;
    private PageId roses;
    private TwoFaced mallory;
    private TwoFaced.Branch harmless;

    HostileWaitingTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        Node node = meetings.open("Mallory");
        garden = alice.create("Garden");
        roses = garden.repository().create(new Title("Roses"), "red").page();
        Wire.join(node, alice, garden);
        joined = Wire.join(bob, alice, garden);
        new Wire(bob, alice).runUntilQuiet();
        mallory = new TwoFaced(node, folder, "Mallory", 1);
        harmless = mallory.write(garden, roses, "red and white");
    }

    private void bobGetsItFirst(TwoFaced.Branch bad) {
        mallory.give(joined, bad);
        mallory.give(garden, harmless);
        garden.repository().create(new Title("Tulips"), "yellow");
    }

    private Wire meet() {
        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();
        return wire;
    }

    private void everythingCame(Wire wire) {
        assertEquals("red and white", Meetings.text(joined, "Roses"));
        assertEquals("yellow", Meetings.text(joined, "Tulips"));
        assertEquals(List.of(), wire.dialler.closed());
        assertEquals(List.of(), wire.acceptor.closed());
    }

    @Test
    void oneWhoseCountsOverflowStopsNothingThatAnHonestPeerGives() {
        TwoFaced.Branch bad = mallory.overflowing(garden, harmless);
        bobGetsItFirst(bad);

        everythingCame(meet());

        // Now that it can be judged, whoever brings it is to blame.
        var refusal = assertThrows(ProtocolException.class, () -> mallory.give(joined, bad));
        assertTrue(refusal.getMessage().contains("overwrites more"), refusal.getMessage());
    }

    @Test
    void oneWithAWrongNumberIsNotLaidToWhoBringsWhatItFollows() {
        TwoFaced.Branch bad =
                mallory.misnumbered(garden, mallory.write(garden, harmless, "red and white!"));
        bobGetsItFirst(bad);

        everythingCame(meet());

        var refusal = assertThrows(ProtocolException.class, () -> mallory.give(joined, bad));
        assertTrue(refusal.getMessage().contains("first operation"), refusal.getMessage());
    }
}
