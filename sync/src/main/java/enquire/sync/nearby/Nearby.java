package enquire.sync.nearby;

import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.transport.PeerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on local networks where this node listens, and hears where others do. One virtual thread
 * looks each second whether networks came or went, and whether somebody floods it. Thread-safe.
 */
public final class Nearby implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Nearby.class);

    private static final Duration LOOK_TIME = Duration.ofSeconds(1);

    /**
     * How long one salt is used. Half an hour: who walks from one network to another is not
     * followed for long, and whatever ails the library is over (a guess).
     */
    private static final Duration SALT_TIME = Duration.ofMinutes(30);

    /** How long it is left alone on a network where somebody floods it (a guess). */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** How long goodbyes to the network may hold up the end of the node; they go on behind it. */
    private static final Duration GOODBYE_TIME = Duration.ofMillis(300);

    /** Networks at a time: cable, radio, and some (a guess), each by IPv4 and by IPv6. */
    public static final int NETWORKS_MAX = 8;

    /** What it asks and tells. Called from threads of its own. */
    public interface Owner {

        PeerId self();

        /** Addresses of this computer on whose networks it is to speak; none to be silent. */
        List<InetAddress> networks();

        /** The wikis of this node and who is in them. */
        List<NearbyMarks.Circle> circles();

        /** Somebody said that this peer is there. It may be wrong, or a lie. */
        void heard(PeerId peer, PeerAddress address);
    }

    private final int port;
    private final Owner owner;
    private final FloodLimits limits;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<InetAddress, OneNetwork> open = new HashMap<>();
    private final Map<InetAddress, Long> pausedUntilNanos = new HashMap<>();
    private long saltedAtNanos;
    private Set<WikiId> marked = Set.of();
    private NearbyMarks marks;
    private boolean closed;
    private @Nullable Thread thread;

    private Nearby(int port, Owner owner, FloodLimits limits, RandomGenerator random) {
        this.port = port;
        this.owner = owner;
        this.limits = limits;
        this.random = random;
        this.marks = draw();
    }

    /**
     * @param port where this node listens for peers
     */
    public static Nearby start(int port, Owner owner, RandomGenerator random) {
        return start(port, owner, FloodLimits.USUAL, random);
    }

    static Nearby start(int port, Owner owner, FloodLimits limits, RandomGenerator random) {
        var started = new Nearby(port, owner, limits, random);
        started.thread = Thread.ofVirtual().name("nearby").start(started::run);
        return started;
    }

    /** Whether it has left a network alone because of a flood. */
    boolean paused(InetAddress network) {
        lock.lock();
        try {
            return pausedUntilNanos.containsKey(network);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            lock.lockInterruptibly();
            try {
                while (!closed) {
                    try {
                        look();
                    } catch (RuntimeException e) {
                        LOG.warn("Computers nearby are not looked for now", e);
                    }
                    ended.awaitNanos(LOOK_TIME.toNanos());
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (now - saltedAtNanos > SALT_TIME.toNanos() || !marked.equals(Set.copyOf(wikis()))) {
            marks = draw();
            open.values().forEach(OneNetwork::closeSoon);
            open.clear();
        }
        pausedUntilNanos.values().removeIf(until -> until - now < 0);
        for (OneNetwork each : List.copyOf(open.values())) {
            if (each.flooded()) {
                LOG.warn(
                        "Somebody on the network of {} sends very many answers. Computers there are"
                                + " not looked for by multicast for {} min.",
                        each.address().getHostAddress(),
                        PAUSE.toMinutes());
                open.remove(each.address());
                each.closeSoon();
                pausedUntilNanos.put(each.address(), now + PAUSE.toNanos());
            }
        }
        List<InetAddress> wanted = owner.networks().stream().limit(NETWORKS_MAX).toList();
        for (InetAddress address : Set.copyOf(open.keySet())) {
            if (!wanted.contains(address)) {
                open.remove(address).closeSoon();
            }
        }
        for (InetAddress address : wanted) {
            if (!open.containsKey(address) && !pausedUntilNanos.containsKey(address)) {
                openOn(address, now);
            }
        }
    }

    private void openOn(InetAddress address, long now) {
        try {
            open.put(address, OneNetwork.open(address, port, marks, owner, limits, random));
        } catch (IOException | RuntimeException e) {
            LOG.info(
                    "Computers on the network of {} are not looked for by multicast: {}",
                    address.getHostAddress(),
                    e.getMessage());
            pausedUntilNanos.put(address, now + PAUSE.toNanos());
        }
    }

    private NearbyMarks draw() {
        saltedAtNanos = System.nanoTime();
        List<WikiId> wikis = wikis();
        marked = Set.copyOf(wikis);
        return NearbyMarks.of(owner.self(), wikis, random);
    }

    private List<WikiId> wikis() {
        return owner.circles().stream().map(NearbyMarks.Circle::wiki).toList();
    }

    @Override
    public void close() {
        var leaving = new ArrayList<Thread>();
        lock.lock();
        try {
            closed = true;
            ended.signalAll();
            open.values().forEach(each -> leaving.add(each.closeSoon()));
            open.clear();
        } finally {
            lock.unlock();
        }
        try {
            for (Thread each : leaving) {
                each.join(GOODBYE_TIME.dividedBy(leaving.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
