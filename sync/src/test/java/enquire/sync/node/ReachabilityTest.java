package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PeerId;
import enquire.sync.identity.TestKeys;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerProbe;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of addresses that somebody asks about. */
class ReachabilityTest {

    private static final List<PeerId> OTHERS =
            List.of(TestKeys.of("Bob").id(), TestKeys.of("Carol").id(), TestKeys.of("Dave").id());

    @AutoClose private final Meetings meetings;

    ReachabilityTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    /** More of them than are tried at a time take a connection and say nothing. */
    @Test
    void anAddressThatHadNoTurnIsNotSaidToHaveBeenTried() throws Exception {
        Node alice = meetings.open("Alice");
        for (int i = 0; i < Reachability.PARALLEL_MAX + 4; i++) {
            var silent = meetings.keep(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
            PeerId peer = OTHERS.get(i / Whereabouts.ADDED_MAX);
            alice.whereabouts().add(peer, new PeerAddress("127.0.0.1", silent.getLocalPort()));
        }
        var known = new ArrayList<TriedAddress>();
        OTHERS.forEach(peer -> known.addAll(alice.whereabouts().of(peer)));
        var reachability =
                new Reachability(
                        alice.whereabouts(),
                        new PeerProbe(meetings.identity("Alice")),
                        Instant::now,
                        true,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1));

        var found = new ArrayList<TriedAddress>();
        reachability.look(OTHERS).values().forEach(found::addAll);

        assertEquals(Reachability.PARALLEL_MAX + 4, found.size());
        int tried = 0;
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).triedAt().isEmpty()) {
                assertEquals(known.get(i), found.get(i));
            } else {
                assertEquals(Optional.of(TriedAddress.Result.SILENT), found.get(i).result());
                tried++;
            }
        }
        assertTrue(tried <= Reachability.PARALLEL_MAX, tried + " are said to have been tried");
    }
}
