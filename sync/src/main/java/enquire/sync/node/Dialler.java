package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.node.TriedAddress.Result;
import enquire.sync.protocol.Message;
import enquire.sync.transport.DialException;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import enquire.sync.transport.WrongPeerException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials peers that are not connected, again and again, ever more rarely. One virtual thread waits
 * for the next that is due; each dial has its own.
 */
final class Dialler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);

    /** Before the second try: a node that restarts is back in a second or two. */
    static final Duration RETRY_FIRST = Duration.ofSeconds(1);

    /** The longest wait: a laptop that was opened is found within a minute. */
    static final Duration RETRY_LAST = Duration.ofSeconds(60);

    /** A wait is drawn from half of it to all of it, so that nodes do not dial in step. */
    private static final double JITTER = 0.5;

    /** Connections that are being made at a time (a guess). */
    static final int DIALS_MAX = 8;

    /** How often members and addresses are looked at anew without being told. */
    private static final Duration LOOK_TIME = Duration.ofSeconds(60);

    private final PeerClient client;
    private final Peers peers;
    private final Attempts outcomes;
    private final Supplier<Map<PeerId, List<PeerAddress>>> wanted;
    private final boolean loopbackOnly;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Set<PeerId> dialling = ConcurrentHashMap.newKeySet();
    private final Map<PeerId, Attempt> attempts = new HashMap<>();
    private boolean signalled;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * @param failures in a row
     */
    private record Attempt(int failures, long dueNanos) {}

    /**
     * @param wanted who may be dialled, and where, the best address first
     * @param loopbackOnly never dial another computer
     */
    Dialler(
            PeerClient client,
            Peers peers,
            Attempts outcomes,
            Supplier<Map<PeerId, List<PeerAddress>>> wanted,
            boolean loopbackOnly,
            RandomGenerator random) {
        this.client = client;
        this.peers = peers;
        this.outcomes = outcomes;
        this.wanted = wanted;
        this.loopbackOnly = loopbackOnly;
        this.random = random;
    }

    void start() {
        thread = Thread.ofVirtual().name("dialler").start(this::run);
    }

    /** Members, addresses or connections changed. */
    void wake() {
        lock.lock();
        try {
            signalled = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    /** There is a new reason to dial this one: how often that failed counts no more. */
    void dialAnew(PeerId peer) {
        lock.lock();
        try {
            attempts.remove(peer);
        } finally {
            lock.unlock();
        }
        wake();
    }

    @Override
    public void close() {
        closed = true;
        wake();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                long next;
                try {
                    next = dialWhoIsDue();
                } catch (RuntimeException e) {
                    LOG.warn("Peers are not dialled for now", e);
                    next = System.nanoTime() + RETRY_LAST.toNanos();
                }
                lock.lock();
                try {
                    long left = next - System.nanoTime();
                    while (!signalled && left > 0) {
                        left = woken.awaitNanos(left);
                    }
                    signalled = false;
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @return when to look again
     */
    private long dialWhoIsDue() {
        long now = System.nanoTime();
        long next = now + LOOK_TIME.toNanos();
        Map<PeerId, List<PeerAddress>> candidates = new LinkedHashMap<>(wanted.get());
        // Their greeting may take a while, as it waits for disks: a second connection would end it.
        var begun = new HashSet<>(dialling);
        begun.addAll(peers.dialled());
        lock.lock();
        try {
            attempts.keySet().retainAll(candidates.keySet());
            for (var candidate : candidates.entrySet()) {
                PeerId peer = candidate.getKey();
                Optional<PeerConnection> connected = peers.connection(peer);
                // Who shares nothing, such as one that has taken this node out of its wikis, ends
                // the connection at once, and is not dialled any sooner for having answered.
                if (connected.filter(PeerConnection::hasShared).isPresent()) {
                    attempts.remove(peer);
                }
                boolean none = candidate.getValue().isEmpty();
                if (connected.isPresent() || begun.contains(peer) || none) {
                    continue;
                }
                Attempt attempt = attempts.getOrDefault(peer, new Attempt(0, now));
                if (attempt.dueNanos() > now) {
                    next = Math.min(next, attempt.dueNanos());
                } else if (dialling.size() < DIALS_MAX && dialling.add(peer)) {
                    Thread.ofVirtual()
                            .name("dial-" + peer.toString().substring(0, 8))
                            .start(() -> dial(peer, candidate.getValue()));
                }
            }
        } finally {
            lock.unlock();
        }
        return next;
    }

    private void dial(PeerId peer, List<PeerAddress> addresses) {
        try {
            for (PeerAddress address : addresses) {
                if (closed || connect(peer, address)) {
                    break;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // What the node closes is closed under a dial that is still under way.
            if (!closed) {
                LOG.warn("A dial failed", e);
            }
        } finally {
            lock.lock();
            try {
                int failures = attempts.containsKey(peer) ? attempts.get(peer).failures() + 1 : 1;
                attempts.put(peer, new Attempt(failures, System.nanoTime() + wait(failures)));
            } finally {
                lock.unlock();
            }
            dialling.remove(peer);
            wake();
        }
    }

    private boolean connect(PeerId peer, PeerAddress address) throws InterruptedException {
        long problemsTold = peers.acquaintances().problemsTold();
        if (loopbackOnly && !address.loopback()) {
            failed(peer, address, problemsTold, Result.NOT_DIALLED);
            return false;
        }
        try {
            client.connect(address, peer, link -> begun(link, address));
            return true;
        } catch (WrongPeerException e) {
            failed(peer, address, problemsTold, Result.OTHER_COMPUTER);
        } catch (DialException e) {
            failed(peer, address, problemsTold, result(e.why()));
        } catch (IOException e) {
            failed(peer, address, problemsTold, Result.OTHER);
        }
        return false;
    }

    private Link.Owner begun(Link link, PeerAddress address) {
        PeerConnection connection = peers.dialled(link);
        outcomes.tried(link.peer(), address.toString(), Result.CONNECTED);
        connection.whenOver(closed ->
                result(closed.reason())
                        .ifPresent(why -> outcomes.tried(link.peer(), address.toString(), why)));
        return connection;
    }

    private void failed(PeerId peer, PeerAddress address, long problemsTold, Result result) {
        if (closed) {
            return; // It says nothing of the peer.
        }
        peers.failed(peer, address.toString(), problemsTold);
        outcomes.tried(peer, address.toString(), result);
    }

    static Result result(DialException.Why why) {
        return switch (why) {
            case REFUSED -> Result.REFUSED;
            case SILENT -> Result.SILENT;
            case NO_ROUTE -> Result.NO_ROUTE;
            case NO_SUCH_NAME -> Result.NO_SUCH_NAME;
            case NOT_ENQUIRE -> Result.NOT_ENQUIRE;
            case BROKE_OFF -> Result.BROKE_OFF;
            case OTHER -> Result.OTHER;
        };
    }

    /** Empty for a connection that ended as connections do. */
    private static Optional<Result> result(Message.Reason reason) {
        return switch (reason) {
            case VERSION -> Optional.of(Result.OTHER_VERSION);
            case STRANGER -> Optional.of(Result.REMOVED);
            case SAME_KEY -> Optional.of(Result.SAME_KEY);
            case BUSY -> Optional.of(Result.BUSY);
            case PROTOCOL -> Optional.of(Result.RULES);
            case GOING, DUPLICATE, INVITE, OTHER -> Optional.empty();
        };
    }

    private long wait(int failures) {
        long longest =
                Math.min(RETRY_LAST.toNanos(), RETRY_FIRST.toNanos() << Math.min(failures - 1, 20));
        return (long) (longest * (1 - JITTER * random.nextDouble()));
    }
}
