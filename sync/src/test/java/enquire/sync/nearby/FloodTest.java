package enquire.sync.nearby;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.transport.PeerAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mallory fills the network, which is loopback, with services. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class FloodTest {

    @Test
    void aNetworkThatIsFloodedIsLeftAloneForAWhile() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        var owner = new Listening(loopback);
        try (var nearby = Nearby.start(1, owner, new FloodLimits(1_000, 40), new Random(1));
                JmDNS mallory = JmDNS.create(loopback, "mallory")) {
            assertFalse(nearby.paused(loopback));
            for (int i = 0; i < 40 && !nearby.paused(loopback); i++) {
                mallory.registerService(
                        ServiceInfo.create(OneNetwork.TYPE, "s" + i, 1 + i, 0, 0, Map.of()));
            }
            long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (!nearby.paused(loopback)) {
                assertTrue(System.nanoTime() < endNanos, "the flood is still listened to");
                Thread.onSpinWait();
            }
        }
    }

    private record Listening(InetAddress network) implements Nearby.Owner {

        @Override
        public PeerId self() {
            return new PeerId(Bytes.ofHex("aa".repeat(PeerId.BYTES)));
        }

        @Override
        public List<InetAddress> networks() {
            return List.of(network);
        }

        @Override
        public List<NearbyMarks.Circle> circles() {
            return List.of();
        }

        @Override
        public void heard(PeerId peer, PeerAddress address) {
            throw new IllegalStateException("nobody is known here");
        }
    }
}
