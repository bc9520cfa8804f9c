package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.node.TriedAddress.Result;
import enquire.sync.transport.DialException;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerProbe;
import enquire.sync.transport.WrongPeerException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks, when somebody asks, at which of their known addresses peers can be reached now. Nobody is
 * told anything there, and nothing of it is remembered. Thread-safe.
 */
public final class Reachability {

    /** Connecting, and again the handshake: a computer on the same continent takes a tenth. */
    static final Duration ADDRESS_TIME = Duration.ofSeconds(3);

    /**
     * For everything. Names that are looked up at a server which is away take longest; what had no
     * turn by then is said as it was known.
     */
    private static final Duration WHOLE_TIME = Duration.ofSeconds(30);

    /** Addresses that are tried at a time (a guess). */
    static final int PARALLEL_MAX = 16;

    /**
     * Addresses that are tried in one go: at {@link #PARALLEL_MAX} a time they take 12 s if nothing
     * comes back from any, and 24 s if all of them stop in the middle of the handshake
     * (arithmetic). Those of the first peers.
     */
    static final int ADDRESSES_MAX = 64;

    private final Whereabouts whereabouts;
    private final PeerProbe probe;
    private final InstantSource clock;
    private final boolean loopbackOnly;
    private final Duration addressTime;
    private final Duration wholeTime;

    Reachability(
            Whereabouts whereabouts, PeerProbe probe, InstantSource clock, boolean loopbackOnly) {
        this(whereabouts, probe, clock, loopbackOnly, ADDRESS_TIME, WHOLE_TIME);
    }

    /**
     * @param addressTime for connecting to one, and again for the handshake
     * @param wholeTime for everything
     */
    Reachability(
            Whereabouts whereabouts,
            PeerProbe probe,
            InstantSource clock,
            boolean loopbackOnly,
            Duration addressTime,
            Duration wholeTime) {
        this.addressTime = addressTime;
        this.wholeTime = wholeTime;
        this.whereabouts = whereabouts;
        this.probe = probe;
        this.clock = clock;
        this.loopbackOnly = loopbackOnly;
    }

    /**
     * @param begun set when it has its turn
     */
    private record Probed(TriedAddress known, AtomicBoolean begun, Future<Result> result) {}

    /**
     * Tries what is known of these peers.
     *
     * @return by peer, in this order; addresses beyond the bound as they were known
     */
    public Map<PeerId, List<TriedAddress>> look(List<PeerId> peers) throws InterruptedException {
        long deadline = System.nanoTime() + wholeTime.toNanos();
        var places = new Semaphore(PARALLEL_MAX);
        var underWay = new LinkedHashMap<PeerId, List<Probed>>();
        var beyond = new LinkedHashMap<PeerId, List<TriedAddress>>();
        int begun = 0;
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (PeerId peer : peers) {
                for (TriedAddress each : whereabouts.of(peer)) {
                    if (begun++ < ADDRESSES_MAX) {
                        var turn = new AtomicBoolean();
                        var result =
                                threads.submit(() -> reach(peer, each.address(), places, turn));
                        underWay.computeIfAbsent(peer, none -> new ArrayList<>())
                                .add(new Probed(each, turn, result));
                    } else {
                        beyond.computeIfAbsent(peer, none -> new ArrayList<>()).add(each);
                    }
                }
            }
            var found = new LinkedHashMap<PeerId, List<TriedAddress>>();
            for (PeerId peer : peers) {
                var tried = new ArrayList<TriedAddress>();
                for (Probed each : underWay.getOrDefault(peer, List.of())) {
                    Result result = await(each.result(), deadline);
                    tried.add(each.begun().get() ? tried(each.known(), result) : each.known());
                }
                tried.addAll(beyond.getOrDefault(peer, List.of()));
                found.put(peer, tried);
            }
            return found;
        } finally {
            threads.shutdownNow(); // What is late ends by itself; nobody waits for it.
        }
    }

    private TriedAddress tried(TriedAddress known, Result result) {
        return new TriedAddress(
                known.address(),
                known.source(),
                Optional.of(clock.instant()),
                Optional.of(result),
                known.workedAt());
    }

    private static Result await(Future<Result> result, long deadline) throws InterruptedException {
        try {
            long left = Math.max(0, deadline - System.nanoTime());
            return result.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Result.SILENT;
        } catch (ExecutionException | CancellationException e) {
            return Result.OTHER;
        }
    }

    private Result reach(PeerId peer, String text, Semaphore places, AtomicBoolean begun)
            throws InterruptedException {
        Optional<PeerAddress> address = PeerAddress.parse(text);
        if (address.isEmpty()) {
            begun.set(true);
            return Result.OTHER;
        }
        if (loopbackOnly && !address.get().loopback()) {
            begun.set(true);
            return Result.NOT_DIALLED;
        }
        places.acquire();
        begun.set(true);
        try {
            probe.reach(address.get(), peer, addressTime);
            return Result.CONNECTED;
        } catch (WrongPeerException e) {
            return Result.OTHER_COMPUTER;
        } catch (DialException e) {
            return Dialler.result(e.why());
        } catch (IOException e) {
            return Result.OTHER;
        } finally {
            places.release();
        }
    }
}
