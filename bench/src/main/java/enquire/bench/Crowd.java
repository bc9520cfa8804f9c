package enquire.bench;

import enquire.editor.page.Bytes;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Hostile connections to one port of this computer: a quarter says nothing, a quarter begins TLS
 * and stalls, a quarter sends garbage byte by byte, a quarter floods garbage; and some strangers
 * with keys of their own complete TLS and send frames that are none. Each that is closed comes
 * again after a moment, until all are stopped. Bounded in number and time.
 */
final class Crowd implements AutoCloseable {

    private static final int STRANGERS = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration TIME_MAX = Duration.ofMinutes(3);
    private static final Duration BEGIN_TIME_MAX = Duration.ofSeconds(60);

    /** A record of TLS 1.2 form that announces 512 bytes of handshake, and does not give them. */
    private static final byte[] HALF_HELLO = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00};

    private final int port;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch begun;
    private final AtomicLong opened = new AtomicLong();
    private final long endNanos = System.nanoTime() + TIME_MAX.toNanos();
    private volatile boolean stopped;

    private Crowd(int port, int connections) {
        this.port = port;
        this.begun = new CountDownLatch(connections);
    }

    /**
     * @param work where the keys of strangers are kept
     */
    static Crowd at(int port, int connections, Path work) throws IOException {
        var crowd = new Crowd(port, connections);
        for (int i = 0; i < connections - STRANGERS; i++) {
            int kind = i % 4;
            crowd.start(() -> crowd.connect(kind));
        }
        for (int i = 0; i < STRANGERS; i++) {
            NodeIdentity identity = NodeIdentity.open(work.resolve("stranger" + i + ".p12"));
            crowd.start(() -> crowd.knock(identity));
        }
        return crowd;
    }

    private void start(Runnable once) {
        threads.add(
                Thread.ofVirtual()
                        .start(() -> {
                            boolean first = true;
                            while (!stopped && System.nanoTime() < endNanos) {
                                opened.incrementAndGet();
                                if (first) {
                                    begun.countDown();
                                    first = false;
                                }
                                once.run();
                                LockSupport.parkNanos(PAUSE.toNanos());
                            }
                        }));
    }

    /** Until every one has connected once. */
    void awaitAll() throws InterruptedException {
        begun.await(BEGIN_TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    long opened() {
        return opened.get();
    }

    private void connect(int kind) {
        var random = new SecureRandom();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PAUSE.toMillis());
            var out = socket.getOutputStream();
            if (kind == 1) {
                out.write(HALF_HELLO);
            }
            byte[] garbage = new byte[kind == 3 ? 16_384 : 1];
            while (!stopped) {
                if (kind >= 2) {
                    random.nextBytes(garbage);
                    out.write(garbage);
                }
                if (ended(socket)) {
                    return;
                }
            }
        } catch (IOException e) {
            return; // It was closed: that is what it is for. It comes again.
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException nothingCame) {
            return false;
        }
    }

    /** A key of one's own opens TLS, and nothing behind it. */
    private void knock(NodeIdentity identity) {
        var over = new CountDownLatch(1);
        try (var client = PeerClient.start(identity)) {
            var address = new PeerAddress(InetAddress.getLoopbackAddress().getHostAddress(), port);
            // Whoever answers is the wrong one: what follows TLS is refused by the client itself.
            Link link = client.connect(address, identity.key().id(), ignored -> new Owner(over));
            link.send(Bytes.of(new byte[1_024]));
            over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException e) {
            return; // Refused.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Owner(CountDownLatch over) implements Link.Owner {

        @Override
        public void begun() {}

        @Override
        public void received(Bytes frame) {}

        @Override
        public void heard() {}

        @Override
        public void room() {}

        @Override
        public void closed(String why) {
            over.countDown();
        }
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
