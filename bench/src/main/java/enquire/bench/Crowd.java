package enquire.bench;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.roster.Invite;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Hostile connections to one port of this computer. Of most, a quarter says nothing, a quarter
 * begins TLS and stalls, a quarter sends garbage byte by byte, and a quarter floods garbage;
 * strangers with keys of their own complete TLS and send a frame that is none, a hello, or a join
 * without an invite; and members flood. Each that is closed comes again after a moment, until all
 * are stopped. Bounded in number and time.
 */
final class Crowd implements AutoCloseable {

    private static final int STRANGERS = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration TIME_MAX = Duration.ofMinutes(10);
    private static final Duration BEGIN_TIME_MAX = Duration.ofSeconds(60);

    /** A record of TLS 1.2 form that announces 512 bytes of handshake, and does not give them. */
    private static final byte[] HALF_HELLO = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00};

    private final int port;
    private final PeerId attacked;
    private final List<Thread> threads = new ArrayList<>();
    private final int plain;
    private final CountDownLatch begun;
    private final long seed;
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong strangers = new AtomicLong();
    private final AtomicLong members = new AtomicLong();
    private final long endNanos = System.nanoTime() + TIME_MAX.toNanos();
    private volatile boolean stopped;

    private Crowd(int port, PeerId attacked, int plain, long seed) {
        this.port = port;
        this.attacked = attacked;
        this.plain = plain;
        this.begun = new CountDownLatch(plain);
        this.seed = seed;
    }

    /**
     * @param invite of the attacked node, which says where it listens
     * @param members who flood it
     * @param work where the keys of strangers are kept
     * @param seed of what is sent
     */
    static Crowd at(
            Invite invite, int connections, List<NodeIdentity> members, Path work, long seed)
            throws IOException {
        String address = invite.addresses().getFirst();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        int plain = connections - STRANGERS - members.size();
        var crowd = new Crowd(port, invite.inviter(), plain, seed);
        for (int i = 0; i < plain; i++) {
            int kind = i % 4;
            var random = new Random(seed + i);
            var first = new AtomicBoolean(true);
            crowd.start(() -> crowd.connect(kind, random, first));
        }
        for (int i = 0; i < STRANGERS; i++) {
            NodeIdentity identity = NodeIdentity.open(work.resolve("stranger" + i + ".p12"));
            Bytes frame = knock(i, identity, invite);
            crowd.start(() ->
                    crowd.withLink(
                            identity,
                            crowd.strangers,
                            (link, over) -> crowd.say(link, over, frame)));
        }
        for (NodeIdentity member : members) {
            var random = new Random(seed + crowd.threads.size());
            crowd.start(() ->
                    crowd.withLink(
                            member,
                            crowd.members,
                            (link, over) -> crowd.flood(link, over, invite.wiki(), random)));
        }
        return crowd;
    }

    private static Bytes knock(int number, NodeIdentity stranger, Invite invite) {
        return switch (number % 3) {
            case 0 -> Bytes.of(new byte[1_024]);
            case 1 -> hello(invite.wiki());
            default ->
                    MessageCodec.encode(
                            new Message.Join(
                                    invite.wiki(),
                                    invite.invite(),
                                    stranger.key().id().value(),
                                    "Mallory"));
        };
    }

    private static Bytes hello(WikiId wiki) {
        var greeting =
                new Message.Greeting(
                        wiki,
                        Bytes.of(new byte[Limits.INDEX_ID_BYTES]),
                        0,
                        Optional.empty(),
                        Optional.empty());
        return MessageCodec.encode(
                new Message.Hello(Limits.VERSION, "Mallory", List.of(), List.of(greeting)));
    }

    private void start(Runnable once) {
        threads.add(
                Thread.ofVirtual()
                        .start(() -> {
                            while (!stopped && System.nanoTime() < endNanos) {
                                opened.incrementAndGet();
                                once.run();
                                LockSupport.parkNanos(PAUSE.toNanos());
                            }
                        }));
    }

    /**
     * Until every one that needs no TLS has been connected once.
     *
     * @throws IllegalStateException if that takes too long: then nothing is attacked
     */
    void awaitAll() throws InterruptedException {
        if (!begun.await(BEGIN_TIME_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    "of %,d hostile connections %,d were not made, seed %d"
                            .formatted(plain, begun.getCount(), seed));
        }
    }

    /** Connections without TLS that the attacked node has ended. */
    long ended() {
        return ended.get();
    }

    /** Connections of strangers to which the attacked node has proven its key. */
    long strangers() {
        return strangers.get();
    }

    /** The same of members. */
    long members() {
        return members.get();
    }

    /** What came of it so far. */
    String summary() {
        return "%,d tried in all, %,d ended by the node, %,d of strangers and %,d of members beyond TLS, seed %d"
                .formatted(opened.get(), ended(), strangers(), members(), seed);
    }

    private void connect(int kind, Random random, AtomicBoolean first) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            if (first.getAndSet(false)) {
                begun.countDown();
            }
            fight(socket, kind, random);
        } catch (IOException e) {
            return; // Nobody is there, or the system takes no more. It comes again.
        }
    }

    private void fight(Socket socket, int kind, Random random) {
        try {
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
                    ended.incrementAndGet();
                    return;
                }
            }
        } catch (IOException e) {
            ended.incrementAndGet(); // That is what it is for. It comes again.
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException nothingCame) {
            return false;
        }
    }

    private interface Use {
        void with(Link link, CountDownLatch over) throws InterruptedException;
    }

    private void withLink(NodeIdentity identity, AtomicLong count, Use use) {
        var over = new CountDownLatch(1);
        try (var client = PeerClient.start(identity)) {
            var address = new PeerAddress(InetAddress.getLoopbackAddress().getHostAddress(), port);
            Link made = client.connect(address, attacked, accepted -> new Owner(accepted, over));
            count.incrementAndGet();
            use.with(made, over);
        } catch (IOException | RuntimeException e) {
            return; // Refused.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(Link link, CountDownLatch over, Bytes frame) throws InterruptedException {
        link.send(frame);
        over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cursors, and questions for pages that nobody has: no rule is broken, only without end. */
    private void flood(Link link, CountDownLatch over, WikiId wiki, Random random) {
        link.send(hello(wiki));
        for (int i = 0; over.getCount() > 0 && !stopped; i++) {
            if (!link.room()) {
                LockSupport.parkNanos(PAUSE.toNanos() / 100);
                continue;
            }
            PageId page = page(random);
            link.send(
                    MessageCodec.encode(
                            i % 100 == 0
                                    ? new Message.Want(
                                            wiki, List.of(new Message.PageHeads(page, Heads.NONE)))
                                    : new Message.Presence(
                                            wiki, page, "tab-" + i % 500, true, true, i, i)));
        }
    }

    private static PageId page(Random random) {
        byte[] id = new byte[PageId.BYTES];
        random.nextBytes(id);
        return PageId.of(Bytes.of(id));
    }

    /** Reads, and looks at nothing. */
    private record Owner(Link link, CountDownLatch over) implements Link.Owner {

        @Override
        public void received(Bytes frame) {
            link.demand();
        }

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
