package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.storage.Repository;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.SignedPromise;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers members that want to drop an attachment: this node promises to keep what it holds, after
 * it has read all of it and written down for whom. One virtual thread, because a film takes seconds
 * to read. Thread-safe.
 */
final class FilePromises implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FilePromises.class);

    /** Asks that wait, of all peers: four peers' (a guess). More are refused at once. */
    private static final int WAITING_MAX = 4 * Limits.KEPT;

    /** Askers of one file that are remembered. (A guess: a large wiki.) */
    private static final int ASKERS_MAX = 64;

    /** The longest rest after a file; half of the time the disk is left to others. (A guess.) */
    private static final Duration REST_MAX = Duration.ofSeconds(10);

    private static final String PREFIX = "kept/";

    private record Ask(PeerId peer, Message.Asked asked) {}

    private final NodeKey key;
    private final Repository repository;
    private final Members members;
    private final DropRule rule;
    private final InstantSource clock;
    private final Supplier<List<PeerConnection>> connections;
    private final BlockingQueue<Ask> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Map<BlobId, Set<PeerId>> kept = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final OwnThread thread = new OwnThread("attachments-kept", this::run);

    FilePromises(
            NodeKey key,
            Repository repository,
            Members members,
            DropRule rule,
            InstantSource clock,
            Supplier<List<PeerConnection>> connections) {
        this.key = key;
        this.repository = repository;
        this.members = members;
        this.rule = rule;
        this.clock = clock;
        this.connections = connections;
        repository
                .records()
                .values(PREFIX)
                .forEach((name, askers) -> {
                    var read = new LinkedHashSet<PeerId>();
                    for (int from = 0; from < askers.size(); from += PeerId.BYTES) {
                        read.add(new PeerId(askers.slice(from, from + PeerId.BYTES)));
                    }
                    kept.put(BlobId.parse(name.substring(PREFIX.length())), read);
                });
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        thread.close();
    }

    /** How many files that are here this node has promised to keep for members. */
    int count() {
        var promised = new ArrayList<BlobId>();
        synchronized (this) {
            kept.forEach((blob, askers) -> {
                if (askers.stream().anyMatch(peer -> members.role(peer).isPresent())) {
                    promised.add(blob);
                }
            });
        }
        // Not within the monitor: a slow disk would hold up who promises.
        return (int)
                promised.stream().filter(blob -> repository.blobs().file(blob).isPresent()).count();
    }

    /** A peer wants to drop these; it is answered later. */
    void asked(PeerId peer, List<Message.Asked> asked) {
        for (Message.Asked each : asked) {
            var ask = new Ask(peer, each);
            long ofPeer = waiting.stream().filter(other -> other.peer().equals(peer)).count();
            boolean held = repository.blobs().file(each.blob()).isPresent();
            if (!held || ofPeer >= Limits.KEPT || !waiting.offer(ask)) {
                refuse(ask);
            }
        }
    }

    /** It was dropped on promises of others, who answer for it now. */
    void passedOn(BlobId blob) {
        synchronized (this) {
            kept.remove(blob);
        }
        repository.records().values(Map.of(PREFIX + blob, Optional.empty()));
    }

    private void run() throws InterruptedException {
        try {
            while (true) {
                Ask ask = waiting.take();
                long began = System.nanoTime();
                answer(ask);
                long rest = Math.min(System.nanoTime() - began, REST_MAX.toNanos());
                if (closing.await(rest, TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedIOException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Ask ask) throws InterruptedIOException {
        try {
            Optional<Bytes> promise = promise(ask);
            if (promise.isPresent()) {
                var given = List.of(promise.get());
                send(ask.peer(), new Message.Keep(repository.wiki(), List.of(), given, List.of()));
                return;
            }
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException | RuntimeException e) {
            // Nobody else could be answered any more if it ended this thread.
            LOG.warn("Attachment {} is promised to nobody for now", ask.asked().blob(), e);
        }
        refuse(ask);
    }

    private Optional<Bytes> promise(Ask ask) throws IOException {
        BlobId blob = ask.asked().blob();
        Optional<Bytes> proof = repository.blobs().proof(blob, ask.asked().nonce());
        boolean member = members.role(ask.peer()).isPresent();
        if (proof.isEmpty() || !member || !rule.promises(blob, ask.peer())) {
            return Optional.empty();
        }
        write(blob, ask.peer());
        var promise =
                new SignedPromise(
                        repository.wiki(),
                        blob,
                        key.id(),
                        ask.peer(),
                        ask.asked().nonce(),
                        proof.get(),
                        clock.instant());
        return Optional.of(promise.sign(key));
    }

    /** Durable when this returns: nothing is promised before. */
    private void write(BlobId blob, PeerId asker) {
        Bytes askers;
        synchronized (this) {
            Set<PeerId> all = kept.computeIfAbsent(blob, none -> new LinkedHashSet<>());
            all.remove(asker);
            all.add(asker);
            if (all.size() > ASKERS_MAX) {
                all.remove(all.iterator().next());
            }
            askers = Bytes.concat(all.stream().map(PeerId::value).toArray(Bytes[]::new));
        }
        repository.records().values(Map.of(PREFIX + blob, Optional.of(askers)));
    }

    private void refuse(Ask ask) {
        send(
                ask.peer(),
                new Message.Keep(repository.wiki(), List.of(), List.of(), List.of(ask.asked())));
    }

    private void send(PeerId peer, Message.Keep answer) {
        connections.get().stream()
                .filter(each -> each.peer().equals(peer))
                .forEach(each -> each.ask(new Input.Keep(answer)));
    }
}
