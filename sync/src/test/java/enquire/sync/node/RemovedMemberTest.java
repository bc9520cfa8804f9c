package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.NotAWriterException;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice takes Bob out of her wiki; he hears of it, keeps what he has, and may come back. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RemovedMemberTest {

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Wiki garden;
    private Wiki ofBob;

    RemovedMemberTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void share() {
        alice = meetings.start("Alice");
        bob = meetings.start("Bob");
        garden = alice.create("Garden");
        ofBob = bob.join(garden.invite(Role.WRITER).text());
        ofBob.repository().create(new Title("Roses"), "red\n");
        Meetings.awaitEqual(garden, ofBob);
    }

    @Test
    void whoIsConnectedHearsItAtOnceAndKeepsWhatHeHas() {
        assertTrue(garden.membership().mayRemove(bob.id()));
        assertFalse(ofBob.membership().mayRemove(alice.id()));
        assertThrows(IllegalArgumentException.class, () -> ofBob.membership().remove(alice.id()));

        garden.membership().remove(bob.id());

        Meetings.await("Bob hears of it", () -> ofBob.ownDeparture().isPresent());
        Wiki.Departed told = ofBob.ownDeparture().orElseThrow();
        assertEquals(Optional.of("Alice"), told.by());
        assertEquals(garden.departed(), ofBob.departed());
        assertEquals(new Wiki.State.Out(), ofBob.state());
        Meetings.await(
                "the connection ends",
                () -> ofBob.peers().stream().noneMatch(Wiki.Peer::connected));
        var pages = ofBob.repository();
        assertThrows(NotAWriterException.class, () -> pages.create(new Title("Tulips"), "late\n"));
        meetings.stop(bob);
        Wiki later = meetings.start("Bob").wikis().getFirst();
        assertEquals("red\n", Meetings.text(later, "Roses"));
        assertEquals("red\n", Meetings.text(garden, "Roses"));
    }

    @Test
    void whoWasAwayHearsItWhenHeIsBack() {
        meetings.stop(bob);
        garden.membership().remove(bob.id());
        garden.invite(Role.READER); // Happened since, and is none of his business.

        Wiki again = meetings.start("Bob").wikis().getFirst();

        Meetings.await("Bob hears of it", () -> again.ownDeparture().isPresent());
        assertEquals("red\n", Meetings.text(again, "Roses"));
        int known = again.roster().roster().records().size();
        assertEquals(garden.roster().roster().records().size() - 1, known);
    }

    @Test
    void whoKnowsThatHeWasRemovedComesBackWithANewInvite() {
        garden.membership().remove(bob.id());
        Meetings.await("Bob hears of it", () -> ofBob.ownDeparture().isPresent());

        Wiki joined = bob.join(garden.invite(Role.WRITER).text());

        assertEquals(ofBob, joined);
        assertEquals(Optional.empty(), joined.ownDeparture());
        joined.repository().create(new Title("Tulips"), "back\n");
        Meetings.await("what Bob writes", () -> Meetings.text(garden, "Tulips").equals("back\n"));
    }

    @Test
    void whoDoesNotKnowItYetIsTakenInAllTheSame() {
        meetings.stop(bob);
        garden.membership().remove(bob.id());
        Node again = meetings.open("Bob");
        Wiki stale = again.wikis().getFirst();
        assertEquals(Optional.empty(), stale.ownDeparture(), "he was not told");

        Wiki joined = again.join(garden.invite(Role.READER).text());

        assertEquals(stale, joined);
        assertEquals(Role.READER, garden.roster().role(again.id()).orElseThrow());
        assertEquals(Role.READER, joined.roster().role(again.id()).orElseThrow());
    }

    @Test
    void whoDoesNotKnowItYetIsNotToldThatAUsedInviteWorked() {
        Node carol = meetings.start("Carol");
        String invite = garden.invite(Role.WRITER).text();
        carol.join(invite);
        meetings.stop(bob);
        garden.membership().remove(bob.id());

        Node again = meetings.open("Bob");

        var refused = assertThrows(InviteException.class, () -> again.join(invite));
        assertTrue(refused.getMessage().contains("used already"), refused.getMessage());
    }

    @Test
    void aMemberUsesUpNoInvite() {
        String invite = garden.invite(Role.READER).text();

        assertEquals(ofBob, bob.join(invite));

        Node carol = meetings.start("Carol");
        assertEquals("Garden", carol.join(invite).name());
        assertEquals(Role.WRITER, garden.roster().role(bob.id()).orElseThrow());
        meetings.stop(alice);
        assertEquals(ofBob, bob.join(invite), "a member as far as he has heard");
    }

    @Test
    void nobodyTakesHimselfOutNotEvenTheOwner() {
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> garden.membership().remove(alice.id()));
        assertTrue(refused.getMessage().contains("key of this computer"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ofBob.membership().remove(bob.id()));

        assertEquals(Role.OWNER, garden.roster().role(alice.id()).orElseThrow());
        assertEquals(Role.WRITER, ofBob.roster().role(bob.id()).orElseThrow());
    }
}
