package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.sync.identity.Consent;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Output;
import enquire.sync.protocol.Session;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two people hold the same invite, and use it in the same moment; again and again. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class InviteRaceTest {

    /** Without the lock around redeeming, both were taken in before these were over, each time. */
    private static final int ROUNDS = 30;

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Wiki garden;

    InviteRaceTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        garden = alice.create("Garden");
    }

    @Test
    void oneOfThemIsAMemberAndTheOtherIsToldWhy() throws Exception {
        race(false);
    }

    @Test
    void soItIsWithAnInviteForAnotherComputer() throws Exception {
        race(true);
    }

    private void race(boolean device) throws Exception {
        var losers = new ArrayList<NodeKey>();
        var winners = new ArrayList<NodeKey>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 1; round <= ROUNDS; round++) {
                var invite = device ? garden.inviteDevice() : garden.invite(Role.WRITER);
                var guests = List.of(TestKeys.of("One " + round), TestKeys.of("Other " + round));

                List<Message> answers =
                        inTheSameMoment(threads, Invite.parse(invite.text()), guests);

                boolean first = answers.getFirst() instanceof Message.Roster;
                NodeKey winner = guests.get(first ? 0 : 1);
                NodeKey loser = guests.get(first ? 1 : 0);
                assertInstanceOf(Message.Roster.class, answers.get(first ? 0 : 1));
                var refused = assertInstanceOf(Message.Close.class, answers.get(first ? 1 : 0));
                assertEquals(Message.Reason.INVITE, refused.reason());
                assertTrue(refused.explanation().contains("used already"), refused.explanation());
                winners.add(winner);
                losers.add(loser);
                assertEquals(1 + winners.size(), garden.members().size(), "one more");
                // Who lost the answer asks again; who was late does so in vain.
                Invite again = Invite.parse(invite.text());
                assertInstanceOf(Message.Roster.class, ask(again, winner));
                assertInstanceOf(Message.Close.class, ask(again, loser));
            }
        }

        meetings.stop(alice);
        Wiki kept = meetings.open("Alice").wikis().getFirst();
        assertEquals(1 + ROUNDS, kept.members().size());
        for (NodeKey winner : winners) {
            assertTrue(kept.roster().role(winner.id()).isPresent(), "on disk before the answer");
        }
        for (NodeKey loser : losers) {
            assertEquals(Optional.empty(), kept.roster().role(loser.id()));
        }
    }

    private List<Message> inTheSameMoment(
            ExecutorService threads, Invite invite, List<NodeKey> guests) throws Exception {
        var together = new CyclicBarrier(guests.size());
        var joins = new ArrayList<Callable<Message>>();
        for (NodeKey guest : guests) {
            joins.add(() -> {
                together.await(60, TimeUnit.SECONDS);
                return ask(invite, guest);
            });
        }
        var answers = new ArrayList<Message>();
        for (var answer : threads.invokeAll(joins)) {
            answers.add(answer.get());
        }
        return answers;
    }

    /** The first thing that Alice's node answers. */
    private Message ask(Invite invite, NodeKey guest) {
        Optional<Bytes> consent =
                invite.device()
                        ? Optional.of(Consent.give(guest, invite.wiki(), alice.id()))
                        : Optional.empty();
        var join =
                new Message.Join(
                        invite.wiki(),
                        invite.invite(),
                        Invite.proof(invite.secret(), alice.id(), guest.id()),
                        "Somebody",
                        consent);
        var library =
                new NodeLibrary(
                        Limits.VERSION,
                        InstantSource.system(),
                        alice::name,
                        alice::wikis,
                        guest.id());
        var session = new Session(alice.id(), guest.id(), false, library);
        return session.step(new Input.Received(join)).stream()
                .filter(Output.Send.class::isInstance)
                .map(output -> ((Output.Send) output).message())
                .findFirst()
                .orElseThrow();
    }
}
