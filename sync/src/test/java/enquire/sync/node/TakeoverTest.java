package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.sync.identity.RecoveryKey;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice's computer is lost. Two others take the wiki over while they are apart, and then meet. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TakeoverTest {

    private final RecoveryKey paper = RecoveryKey.draw(new SecureRandom());

    @AutoClose private final Meetings meetings;

    TakeoverTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Node start(String name, int port) {
        Node node = meetings.open(name, port);
        node.listen();
        return node;
    }

    /** Carol's computer is another one of Alice's: for Bob it falls with the lost one. */
    @Test
    void anotherComputerOfWhoeverLostHersAndAMemberFindEachOther() throws IOException {
        Node alice = meetings.start("Alice");
        Wiki shed = alice.create("Shed", paper);
        int port = freePort();
        int other = freePort();
        Node bob = start("Bob", port);
        Wiki ofBob = bob.join(shed.invite(Role.WRITER).text());
        Node carol = start("Carol", other);
        carol.join(shed.inviteDevice().text());
        Meetings.await("Bob knows Carol", () -> ofBob.roster().role(carol.id()).isPresent());
        Meetings.await("they are connected", () -> connected(ofBob, carol));
        meetings.stop(alice);
        meetings.stop(bob);
        meetings.stop(carol);
        for (String name : List.of("Bob", "Carol")) {
            Node apart = meetings.open(name);
            apart.wikis().getFirst().membership().recover(paper, List.of(alice.id()));
            meetings.stop(apart);
        }

        Wiki again = start("Bob", port).wikis().getFirst();
        Wiki carols = start("Carol", other).wikis().getFirst();

        for (Wiki each : List.of(again, carols)) {
            Meetings.await(
                    "both own it",
                    () ->
                            each.roster().role(bob.id()).equals(Optional.of(Role.OWNER))
                                    && each.roster()
                                            .role(carol.id())
                                            .equals(Optional.of(Role.OWNER)));
            assertEquals(Optional.empty(), each.roster().role(alice.id()));
        }
        Meetings.await("they are connected", () -> connected(again, carol));
    }

    private static boolean connected(Wiki wiki, Node with) {
        return wiki.peers().stream()
                .anyMatch(peer -> peer.peer().equals(with.id()) && peer.connected());
    }
}
