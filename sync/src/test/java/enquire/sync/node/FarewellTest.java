package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.RecoveryKey;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.protocol.Session;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice took Bob out, and Carol heard of it. Bob did not, and knocks at Carol's. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FarewellTest {

    private static final Instant AT = Instant.EPOCH;
    private static final int TICKS_A_SECOND = (int) (1_000 / Session.TICK.toMillis());

    private final RecoveryKey paper = RecoveryKey.draw(new SecureRandom());

    @AutoClose private final Meetings meetings;
    private Node bob;
    private Node carol;
    private Wiki garden;
    private Wiki ofBob;
    private Wiki ofCarol;

    /** Never near the real time, by which the nodes look at what Bob says. */
    private Instant now = Instant.parse("2100-01-01T00:00:00Z");

    FarewellTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void partFromBob() {
        Node alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        carol = meetings.open("Carol");
        garden = alice.create("Garden", paper);
        ofCarol = Wire.join(carol, alice, garden, Role.ADMIN);
        ofBob = Wire.join(bob, alice, garden, Role.WRITER);
        garden.membership().remove(bob.id());
        new Wire(carol, alice).runUntilQuiet();
        assertEquals(Optional.empty(), ofCarol.roster().role(bob.id()));
        assertEquals(Optional.of(Role.WRITER), ofBob.roster().role(bob.id()));
    }

    @Test
    void whoTookTheWikiOverSaysSoAndIsAMemberFromThenOn() {
        ofBob.membership().recover(paper, List.of(garden.self()));
        ofBob.repository().create(new Title("Roses"), "red");

        var wire = new Wire(bob, carol);
        wire.runUntilQuiet();

        assertEquals(ofBob.roster().roster().digest(), ofCarol.roster().roster().digest());
        assertEquals(Optional.of(Role.OWNER), ofCarol.roster().role(bob.id()));
        assertEquals(Optional.empty(), ofCarol.roster().role(garden.self()));
        assertEquals("red", Meetings.text(ofCarol, "Roses"));
        assertEquals(List.of(), wire.acceptor.closed());
        int answered = wire.acceptor.received(Message.Roster.class).getFirst().records().size();
        assertTrue(answered <= 2, "only what Carol lacks: " + answered);
    }

    @Test
    void soDoesWhoSharesAnotherWikiWithTheOneWhoTookHimForAFormerMember() {
        Wiki shed = carol.create("Shed");
        Wiki ofBobs = Wire.join(bob, carol, shed);
        ofBob.membership().recover(paper, List.of());
        ofBob.repository().create(new Title("Roses"), "red");
        shed.repository().create(new Title("Tools"), "spade");

        var wire = new Wire(bob, carol);
        wire.runUntilQuiet();

        assertEquals(Optional.of(Role.OWNER), ofCarol.roster().role(bob.id()));
        assertEquals("red", Meetings.text(ofCarol, "Roses"));
        assertEquals("spade", Meetings.text(ofBobs, "Tools"));
        wire.tick(6 * TICKS_A_SECOND);
        assertEquals(List.of(), wire.acceptor.closed());
    }

    @Test
    void whoHearsThatHeIsOutHasNothingToAnswerAndIsTakenAgainByWhoeverTakesHimIn() {
        var wire = new Wire(bob, carol);
        wire.runUntilQuiet();
        ofCarol.repository().create(new Title("Roses"), "red");
        ofCarol.invite(Role.READER);
        wire.acceptor.step(new Input.Changed(ofCarol.id()));
        wire.acceptor.step(new Input.MembersChanged(ofCarol.id()));
        wire.acceptor.step(new Input.Ready());
        wire.tick(5 * TICKS_A_SECOND);
        assertEquals(List.of(), wire.acceptor.closed());
        wire.tick(1);

        assertEquals(List.of(Message.Reason.STRANGER), wire.acceptor.closed());
        assertEquals(Optional.empty(), ofBob.roster().role(bob.id()));
        assertEquals(List.of(), wire.acceptor.received(Message.Roster.class));
        assertEquals(1, wire.dialler.received(Message.Roster.class).size());
        assertEquals(garden.roster().roster().digest(), ofBob.roster().roster().digest());
        assertEquals(1, wire.dialler.received(Message.Hello.class).size());
        Bytes again =
                RosterRecords.add(
                        key("Carol"),
                        ofCarol.roster().roster(),
                        bob.id(),
                        "Bob",
                        Role.READER,
                        Optional.empty(),
                        AT);
        assertTrue(answer(List.of(again)), "Bob may bring what anybody might have brought");
    }

    /** Each of these counts, or counted, as far as Bob and his friends have heard. */
    @Test
    void nobodyIsAMemberAgainByWhatHeSaysHimself() {
        Roster stale = ofBob.roster().roster();
        NodeKey own = key("Bob");
        NodeKey eve = NodeKey.generate(new SecureRandom());
        Bytes added =
                RosterRecords.add(own, stale, eve.id(), "Eve", Role.READER, Optional.empty(), AT);
        Roster two = stale.with(List.of(added));
        Bytes lowered = RosterRecords.changeRole(own, two, bob.id(), Role.RELAY, AT);
        Roster three = two.with(List.of(lowered));
        Bytes given = RosterRecords.changeRole(eve, three, bob.id(), Role.RELAY, AT);
        Bytes byAdmin = RosterRecords.changeRole(key("Carol"), stale, bob.id(), Role.READER, AT);

        for (List<Bytes> each :
                List.of(
                        List.<Bytes>of(),
                        stale.records(),
                        stale.grounds(bob.id()),
                        List.of(added),
                        List.of(added, lowered),
                        List.of(added, lowered, given),
                        List.of(byAdmin),
                        List.of(byAdmin, added, lowered, given))) {
            Bytes before = ofCarol.roster().roster().digest();
            assertFalse(answer(each));
            assertEquals(before, ofCarol.roster().roster().digest(), "nothing of it is kept");
        }
    }

    @Test
    void whatIsNotSignedByTheRecoveryKeyIsNoRecordAtAll() {
        ofBob.membership().recover(paper, List.of());
        List<Bytes> genuine = ofBob.roster().roster().grounds(bob.id());
        byte[] forged = genuine.getLast().toArray();
        forged[forged.length - 1] ^= 1;

        assertThrows(MalformedException.class, () -> answer(List.of(Bytes.of(forged))));

        assertFalse(ofCarol.roster().readmit(bob.id(), genuine, now), "looked at just before");
        assertEquals(Optional.empty(), ofCarol.roster().role(bob.id()));
        assertTrue(answer(genuine));
    }

    @Test
    void whoAnsweredIsLookedAtAgainOnlyLater() {
        var readmissions = new Readmissions();
        ofBob.membership().recover(paper, List.of());
        List<Bytes> grounds = ofBob.roster().roster().grounds(bob.id());
        Roster without = ofCarol.roster().roster();
        assertFalse(readmissions.leadTo(without, bob.id(), List.of(), AT));
        Instant soon = AT.plus(Readmissions.PAUSE).minusMillis(1);

        assertFalse(readmissions.leadTo(without, bob.id(), grounds, soon));
        assertTrue(readmissions.leadTo(without, bob.id(), grounds, soon.plusMillis(1)));
        assertTrue(readmissions.leadTo(without, bob.id(), grounds, AT), "a clock set back");
    }

    @Test
    void heAnswersOnceAndWithNothingElse() {
        Wire one = told();
        one.acceptor.step(heard(new Message.Roster(garden.id(), List.of())));
        assertEquals(List.of(Message.Reason.STRANGER), one.acceptor.closed());

        Wire other = told();
        other.acceptor.step(heard(new Message.Want(garden.id(), List.of())));
        assertEquals(List.of(Message.Reason.PROTOCOL), other.acceptor.closed());

        Wire third = told();
        int sent = third.acceptor.sent.size();
        third.acceptor.step(heard(third.acceptor.received(Message.Hello.class).getFirst()));
        assertEquals(sent, third.acceptor.sent.size(), "said once more, and not answered");
        assertEquals(List.of(), third.acceptor.closed());
    }

    @Test
    void hisFrameIsAsSmallAsAGreetingAndAStrangersHoldsNoRecords() {
        var small = MessageCodec.encode(new Message.Roster(garden.id(), List.of()));
        Bytes record = ofBob.roster().roster().records().getFirst();
        var large = new Message.Roster(garden.id(), Collections.nCopies(1_000, record));
        Session told = told().acceptor.session;
        Session untold = new Wire(bob, carol).acceptor.session;

        assertEquals(new Message.Roster(garden.id(), List.of()), told.decode(small));
        assertThrows(ProtocolException.class, () -> told.decode(MessageCodec.encode(large)));
        var want = MessageCodec.encode(new Message.Want(garden.id(), List.of()));
        assertThrows(ProtocolException.class, () -> told.decode(want));
        assertThrows(ProtocolException.class, () -> untold.decode(small));
    }

    /** Carol has told Bob, who has not heard it yet. */
    private Wire told() {
        var wire = new Wire(bob, carol);
        wire.carryOne();
        assertEquals(List.of(), wire.acceptor.closed());
        return wire;
    }

    private static Input heard(Message message) {
        return new Input.Received(message);
    }

    /** Each time so much later that it is looked at. */
    private boolean answer(List<Bytes> records) {
        now = now.plus(Readmissions.PAUSE);
        return ofCarol.roster().readmit(bob.id(), records, now);
    }

    private NodeKey key(String name) {
        return meetings.identity(name).key();
    }
}
