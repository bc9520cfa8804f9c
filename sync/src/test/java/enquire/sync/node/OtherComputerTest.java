package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.sync.identity.RecoveryKey;
import enquire.sync.roster.Role;
import enquire.sync.roster.RosterRecords;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob, a writer in Alice's garden, adds his laptop. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OtherComputerTest {

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Node laptop;
    private Wiki garden;
    private Wiki ofBob;
    private String invite;
    private Wiki onLaptop;

    OtherComputerTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void share() {
        alice = meetings.start("Alice");
        bob = meetings.start("Bob");
        laptop = meetings.start("Bob's laptop");
        garden = alice.create("Garden");
        ofBob = bob.join(garden.invite(Role.WRITER).text());
        invite = ofBob.inviteDevice().text();
        onLaptop = laptop.join(invite);
    }

    @Test
    void itWritesUnderHisNameAndFallsAndRisesWithHim() {
        onLaptop.repository().create(new Title("Roses"), "red\n");
        Meetings.awaitEqual(ofBob, onLaptop);
        Meetings.awaitEqual(garden, ofBob);
        assertEquals("Bob", garden.nameOf(laptop.id()));
        assertEquals(bob.id(), garden.person(laptop.id()));
        assertEquals(List.of(laptop.id()), garden.membership().devices(bob.id()));
        assertEquals(
                List.of(bob.id(), laptop.id()),
                garden.peers().stream().map(Wiki.Peer::peer).toList());
        assertEquals(List.of(), garden.membership().mayGive(laptop.id()));
        refused(
                "another computer of Bob",
                () -> garden.membership().changeRole(laptop.id(), Role.READER));

        garden.membership().changeRole(bob.id(), Role.READER);
        Meetings.await("the laptop may not write", () -> !onLaptop.mayWrite());
        assertEquals("red\n", Meetings.text(garden, "Roses"), "adopted with his");
        garden.membership().changeRole(bob.id(), Role.ADMIN);

        Meetings.await(
                "Bob says anew that it is his",
                () -> garden.roster().role(laptop.id()).equals(Optional.of(Role.ADMIN)));
        Meetings.await("it may write again", onLaptop::mayWrite);
    }

    @Test
    void itIsTakenBackByHimAndIsNobodyThen() {
        assertTrue(ofBob.membership().mayRemove(laptop.id()));
        assertFalse(onLaptop.membership().mayRemove(bob.id()));

        ofBob.membership().remove(laptop.id());

        Meetings.await("it hears of that", () -> onLaptop.ownDeparture().isPresent());
        Meetings.await("Alice, too", () -> garden.roster().role(laptop.id()).isEmpty());
        assertEquals(Optional.of("Bob"), onLaptop.ownDeparture().orElseThrow().by());
        assertEquals(Optional.of(Role.WRITER), garden.roster().role(bob.id()));
    }

    @Test
    void theInviteWorksOnceAndOnlyOnAFirstComputerIsOneMade() {
        Node carol = meetings.open("Carol");
        var used = assertThrows(InviteException.class, () -> carol.join(invite));
        assertTrue(used.getMessage().contains("used already"), used.getMessage());
        assertEquals(onLaptop, laptop.join(invite), "a lost answer is asked for again");
        assertFalse(onLaptop.membership().mayAddDevice());
        refused("the first one that you had", onLaptop::inviteDevice);
        String lost = ofBob.inviteDevice().text();
        ofBob.inviteDevice();
        var replaced = assertThrows(InviteException.class, () -> carol.join(lost));
        assertTrue(replaced.getMessage().contains("not known"), replaced.getMessage());
        assertEquals(List.of(Role.READER, Role.RELAY), onLaptop.invitations().mayGive());

        ofBob.membership().leave();

        Meetings.await("his laptop is out, too", () -> onLaptop.ownDeparture().isPresent());
        Meetings.await("for Alice", () -> garden.members().size() == 1);
        assertEquals(2, garden.departed().size());
    }

    /** Her first computer is stolen, and what she has left is her laptop and the paper. */
    @Test
    void theRecoveryKeyMakesItAnOwnerOfItsOwnThatDoesNotFallWithTheStolenOne() {
        RecoveryKey paper = RecoveryKey.draw(new SecureRandom());
        Wiki stolen = alice.create("Shed", paper);
        Wiki left = laptop.join(stolen.inviteDevice().text());
        assertEquals(Optional.of(Role.OWNER), left.roster().role(laptop.id()));

        left.membership().recover(paper, List.of(alice.id()));

        assertEquals(Optional.of(Role.OWNER), left.roster().role(laptop.id()));
        assertEquals(Optional.empty(), left.roster().role(alice.id()));
        assertTrue(left.invitations().mayGive().contains(Role.ADMIN));
        assertTrue(left.membership().mayAddDevice());
        Meetings.await("the stolen one hears it", () -> stolen.ownDeparture().isPresent());
    }

    @Test
    void anOwnersOtherComputersLeaveWithHimAndNobodyIsLeftByThem() {
        Wiki shed = alice.create("Shed");
        Wiki onLaptop = laptop.join(shed.inviteDevice().text());

        assertTrue(shed.membership().isLastOwner());
        assertFalse(shed.membership().leavesAdmins());
        assertFalse(shed.membership().leavesMembers());
        assertFalse(onLaptop.membership().isLastOwner(), "she stays, on her first computer");
        assertTrue(onLaptop.membership().leavesAdmins());
    }

    /** The record that raises him is on disk, and the node died before it went on. */
    @Test
    void whatWasNotSaidAnewIsSaidAtTheNextStart() {
        Bytes raised =
                RosterRecords.changeRole(
                        meetings.identity("Alice").key(),
                        ofBob.roster().roster(),
                        bob.id(),
                        Role.ADMIN,
                        Instant.EPOCH);
        ofBob.repository().records().addRoster(List.of(raised));
        meetings.stop(bob);

        Wiki again = meetings.open("Bob").wikis().getFirst();

        Meetings.await(
                "Bob says anew that it is his",
                () -> again.roster().role(laptop.id()).equals(Optional.of(Role.ADMIN)));
    }

    private static void refused(String words, Runnable act) {
        var refusal = assertThrows(IllegalArgumentException.class, act::run);
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }
}
