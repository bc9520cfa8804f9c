package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.roster.RosterRecords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a change of the members leads to. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class MembersWatchTest {

    @TempDir Path folder;

    private Meetings meetings;

    @BeforeEach
    void begin() {
        meetings = new Meetings(folder);
    }

    @AfterEach
    void end() {
        meetings.close();
    }

    @Test
    void aRemovalIsFollowedUpAlsoWhenTheNodeDiedRightAfterStoringIt() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Roses"), "red");
        Wiki joined = Wire.join(bob, alice, garden);
        joined.repository().create(new Title("Tulips"), "yellow");
        new Wire(bob, alice).runUntilQuiet();
        assertEquals("yellow", Meetings.text(garden, "Tulips"));

        // The record is on disk, and nobody was told.
        Path key = folder.resolve("Alice").resolve("node").resolve("identity.p12");
        Bytes removal =
                RosterRecords.remove(
                        NodeIdentity.open(key).key(),
                        garden.roster().roster(),
                        bob.id(),
                        Instant.EPOCH);
        garden.repository().records().addRoster(List.of(removal));
        meetings.stop(alice);
        Wiki again = meetings.open("Alice").wikis().getFirst();

        Meetings.await("his page is gone", () -> Meetings.text(again, "Tulips").isEmpty());
        assertEquals("red", Meetings.text(again, "Roses"));
    }
}
