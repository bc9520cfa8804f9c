package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole class opens its invites in the same moment. */
class TwentyJoinTest {

    private static final int GUESTS = 19;

    @Test
    void whoJoinsWithManyAtOnceIsAMemberLikeEverybody(@TempDir Path folder) throws Exception {
        try (var meetings = new Meetings(folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Node alice = meetings.open("Alice");
            Wiki garden = alice.create("Garden");
            var together = new CyclicBarrier(GUESTS);
            var joins = new ArrayList<Callable<List<Output>>>();
            for (int i = 1; i <= GUESTS; i++) {
                NodeKey guest = TestKeys.of("Guest " + i);
                Message.Join join = join(alice, guest, garden, "Guest " + i);
                joins.add(() -> {
                    together.await(60, TimeUnit.SECONDS);
                    return session(alice, guest).step(new Input.Received(join));
                });
            }

            for (Future<List<Output>> answer : threads.invokeAll(joins)) {
                assertTrue(
                        answer.get().stream()
                                .anyMatch(output ->
                                        output instanceof Output.Send send
                                                && send.message() instanceof Message.Roster));
            }

            assertEquals(GUESTS + 1, garden.members().size());
            Set<String> names =
                    garden.members().stream().map(Wiki.Member::name).collect(Collectors.toSet());
            for (int i = 1; i <= GUESTS; i++) {
                assertTrue(names.contains("Guest " + i), names.toString());
            }
        }
    }

    private static Session session(Node alice, NodeKey guest) {
        return new Session(
                alice.id(),
                guest.id(),
                false,
                new NodeLibrary(
                        Limits.VERSION,
                        InstantSource.system(),
                        alice::name,
                        alice::wikis,
                        guest.id()));
    }

    private static Message.Join join(Node alice, NodeKey guest, Wiki garden, String name) {
        Invite invite = Invite.parse(garden.invite(Role.WRITER).text());
        return new Message.Join(
                invite.wiki(),
                invite.invite(),
                Invite.proof(invite.secret(), alice.id(), guest.id()),
                name);
    }
}
