package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.storage.Repository;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.SignedPromise;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops attachments of one wiki when there is no room for all: asks those who hold a file to keep
 * it, and drops it when enough have promised (decision 0038). Those that were opened longest ago go
 * first. One virtual thread. Thread-safe.
 */
final class FileDrops implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileDrops.class);

    /** What was opened, added here, or given to somebody within this time stays. (A guess.) */
    static final Duration UNUSED_TIME = Duration.ofMinutes(15);

    /** How long those who were asked may take: a film is read in seconds, 16 in minutes. */
    private static final Duration ATTEMPT_TIME = Duration.ofMinutes(10);

    /** How long a file stays after nobody promised. (A guess.) */
    private static final Duration RETRY_TIME = Duration.ofMinutes(10);

    /** How often it looks without being woken, and while answers are to come. */
    private static final Duration LOOK_TIME = Duration.ofSeconds(30);

    private static final Duration BUSY_TIME = Duration.ofSeconds(2);

    /** Copies that stay beside the dropped one, if as many computers keep everything. */
    private static final int COPIES_MAX = 3;

    /** Given to peers lately, and stays; peers take a few files at a time. (A guess.) */
    private static final int GIVEN_MAX = 256;

    /** What this needs of the fetching of files. */
    interface Fetching {

        /** Whether it would come back in pieces, as soon as somebody opens it. */
        boolean isWanted(BlobId blob);

        /** It is not here any more, and not to be promised. */
        void gone(BlobId blob);
    }

    /** What may be dropped. */
    record Candidate(FileDrops by, BlobId blob, long bytes, Instant openedAt) {}

    private static final class Attempt {
        final Bytes nonce;
        final long bytes;
        final List<PeerConnection> asked;
        final Set<PeerId> refused = ConcurrentHashMap.newKeySet();
        final Set<PeerId> promised = new HashSet<>();
        final long beganAtNanos = System.nanoTime();
        Optional<Bytes> proof = Optional.empty();

        Attempt(Bytes nonce, long bytes, List<PeerConnection> asked) {
            this.nonce = nonce;
            this.bytes = bytes;
            this.asked = asked;
        }
    }

    private record Came(SignedPromise promise, Bytes signed) {}

    private final PeerId self;
    private final Repository repository;
    private final Members members;
    private final FileKeeping keeping;
    private final Holdings holdings;
    private final DropRule rule;
    private final DroppedFiles dropped;
    private final Fetching fetching;
    private final InstantSource clock;
    private final Supplier<List<PeerConnection>> connections;
    private final SecureRandom random = new SecureRandom();
    private final Map<BlobId, Attempt> attempts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Came> came = new ConcurrentLinkedQueue<>();
    private final RecentFiles failed = new RecentFiles(RETRY_TIME, Limits.HOLDINGS);
    private final RecentFiles given = new RecentFiles(UNUSED_TIME, GIVEN_MAX);
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean closed;
    private final OwnThread thread = new OwnThread("attachments-dropped", this::run);

    FileDrops(
            PeerId self,
            Repository repository,
            Members members,
            FileKeeping keeping,
            Holdings holdings,
            DropRule rule,
            DroppedFiles dropped,
            Fetching fetching,
            InstantSource clock,
            Supplier<List<PeerConnection>> connections) {
        this.self = self;
        this.repository = repository;
        this.members = members;
        this.keeping = keeping;
        this.holdings = holdings;
        this.rule = rule;
        this.dropped = dropped;
        this.fetching = fetching;
        this.clock = clock;
        this.connections = connections;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
    }

    private void run() throws InterruptedException {
        while (!closed) {
            Duration wait = attempts.isEmpty() ? LOOK_TIME : BUSY_TIME;
            wakes.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
            wakes.drainPermits();
            try {
                look();
            } catch (IOException | RuntimeException e) {
                LOG.warn("No room can be made for attachments for now", e);
            }
        }
    }

    /** There may be too little room. */
    void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    /** A piece of it was given to somebody, who will ask for the next. */
    void given(BlobId blob) {
        given.add(blob);
    }

    // ---- what peers say

    /**
     * @throws ProtocolException if a promise is not the peer's own
     */
    void answered(PeerId peer, Message.Keep message) {
        for (Bytes signed : message.given()) {
            SignedPromise promise = promise(peer, signed);
            var answer = new Came(promise, signed);
            if (isAsked(promise.blob(), promise.nonce()) && !came.contains(answer)) {
                came.add(answer);
            }
        }
        for (Message.Asked refused : message.refused()) {
            Attempt attempt = attempts.get(refused.blob());
            if (attempt != null && attempt.nonce.equals(refused.nonce())) {
                attempt.refused.add(peer);
            }
        }
        wake();
    }

    private SignedPromise promise(PeerId peer, Bytes signed) {
        try {
            SignedPromise promise = SignedPromise.read(signed);
            boolean own = promise.keeper().equals(peer) && promise.asker().equals(self);
            if (own && promise.wiki().equals(repository.wiki())) {
                return promise;
            }
        } catch (MalformedException e) {
            throw new ProtocolException("gave a promise that is none: " + e.getMessage(), e);
        }
        throw new ProtocolException("gave a promise that is not its own, or not for this computer");
    }

    /** One answer of each who was asked waits at most. */
    private boolean isAsked(BlobId blob, Bytes nonce) {
        Attempt attempt = attempts.get(blob);
        boolean asked = attempt != null && attempt.nonce.equals(nonce);
        return asked && came.size() < Limits.KEPT * Limits.KEPT;
    }

    // ---- what becomes of it

    private void look() throws IOException {
        for (Came next = came.poll(); next != null; next = came.poll()) {
            take(next);
        }
        for (Map.Entry<BlobId, Attempt> each : attempts.entrySet()) {
            Optional<List<Bytes>> promises = rule.drop(each.getKey(), needed(), this::counts);
            if (promises.isPresent()) {
                drop(each.getKey(), promises.get());
            } else if (isHopeless(each.getKey(), each.getValue())) {
                end(each.getKey());
                failed.add(each.getKey());
            }
        }
        begin();
    }

    private void take(Came next) throws IOException {
        BlobId blob = next.promise().blob();
        Attempt attempt = attempts.get(blob);
        if (attempt == null || !attempt.nonce.equals(next.promise().nonce())) {
            return;
        }
        if (attempt.proof.isEmpty()) {
            attempt.proof = repository.blobs().proof(blob, attempt.nonce);
        }
        if (attempt.proof.isEmpty()) {
            LOG.warn("Attachment {} is damaged on this disk, or gone; it is not dropped", blob);
            end(blob);
            failed.add(blob);
            return;
        }
        if (attempt.proof.equals(Optional.of(next.promise().proof()))) {
            rule.promised(blob, attempt.nonce, next.promise().keeper(), next.signed());
            attempt.promised.add(next.promise().keeper());
        } else {
            LOG.warn(
                    "{} promises to keep attachment {} and has other bytes; it does not count",
                    members.nameOf(next.promise().keeper()),
                    blob);
            attempt.refused.add(next.promise().keeper());
        }
    }

    /** Whoever writes can take every page apart as well; a promise of others is worth less. */
    private boolean counts(PeerId peer) {
        return members.role(peer).filter(Role::writes).isPresent();
    }

    /** So many must promise: as many as copies are to stay beside the one that goes. */
    private int needed() {
        long everything =
                members.roster().members().stream()
                        .map(Roster.Member::peer)
                        .filter(peer -> !peer.equals(self) && counts(peer))
                        .filter(repository.records().carrying()::isWhole)
                        .filter(holdings::heardLately)
                        .count();
        return Math.clamp(everything, 1, COPIES_MAX);
    }

    private boolean isHopeless(BlobId blob, Attempt attempt) {
        // Who promised and went is bound all the same.
        long more =
                attempt.asked.stream()
                        .filter(each ->
                                attempt.promised.contains(each.peer())
                                        || each.open() && !attempt.refused.contains(each.peer()))
                        .count();
        boolean late = System.nanoTime() - attempt.beganAtNanos > ATTEMPT_TIME.toNanos();
        boolean yielded = rule.nonce(blob).isEmpty();
        return late || yielded || more < needed();
    }

    /** What is on disk says first who keeps it; then it goes. */
    private void drop(BlobId blob, List<Bytes> promises) {
        try {
            if (given.has(blob) || dropped.isFull()) {
                return;
            }
            Instant now = clock.instant();
            dropped.add(blob, now, promises);
            if (repository.blobs().remove(blob, now.minus(UNUSED_TIME))) {
                fetching.gone(blob);
                LOG.info("Attachment {} made room; {} keep it", blob, promises.size());
            } else {
                dropped.arrived(blob);
            }
        } finally {
            end(blob);
            failed.add(blob); // If it stays, it was just used.
        }
    }

    private void end(BlobId blob) {
        rule.ended(blob);
        attempts.remove(blob);
        keeping.moved();
    }

    // ---- which go

    /** How much will go if those who are asked promise, in bytes. */
    long bytesUnderWay() {
        return attempts.values().stream().mapToLong(attempt -> attempt.bytes).sum();
    }

    /** Asks for as many as there is too little room for. */
    synchronized void begin() {
        if (!keeping.isTight()) {
            return;
        }
        var asks = new LinkedHashMap<PeerConnection, List<Message.Asked>>();
        for (Candidate candidate : keeping.goes()) {
            boolean own = candidate.by() == this && attempts.size() < Limits.KEPT;
            if (own && !attempts.containsKey(candidate.blob())) {
                ask(candidate, asks);
            }
        }
        asks.forEach((peer, asked) ->
                peer.ask(
                        new Input.Keep(
                                new Message.Keep(repository.wiki(), asked, List.of(), List.of()))));
    }

    private void ask(Candidate candidate, Map<PeerConnection, List<Message.Asked>> asks) {
        BlobId blob = candidate.blob();
        byte[] drawn = new byte[SignedPromise.NONCE_BYTES];
        random.nextBytes(drawn);
        Bytes nonce = Bytes.of(drawn);
        List<PeerConnection> asked = holders(blob).stream().limit(needed() + 1L).toList();
        rule.begin(blob, nonce);
        attempts.put(blob, new Attempt(nonce, candidate.bytes(), asked));
        asked.forEach(each ->
                asks.computeIfAbsent(each, none -> new ArrayList<>())
                        .add(new Message.Asked(blob, nonce)));
    }

    /** Who is here, counts, and says to hold it. */
    private List<PeerConnection> holders(BlobId blob) {
        return connections.get().stream()
                .filter(each -> each.open() && each.pieces().isKeeper())
                .filter(each -> counts(each.peer()) && holdings.whole(each.peer(), blob))
                .toList();
    }

    /** Those that may go now, in no order. */
    List<Candidate> candidates() {
        return mayDrop() ? here().candidates() : List.of();
    }

    private boolean mayDrop() {
        return !closed && !connections.get().isEmpty() && !dropped.isFull();
    }

    /** What is here, without that for which others are being asked. */
    FilesHere here() {
        Instant since = clock.instant().minus(UNUSED_TIME);
        int needed = needed();
        boolean mayDrop = mayDrop();
        var here = new FilesHere();
        repository
                .attachments()
                .held()
                .forEach((blob, bytes) -> {
                    Optional<Instant> opened = repository.blobs().openedAt(blob);
                    if (opened.isEmpty() || attempts.containsKey(blob)) {
                        return;
                    }
                    if (!opened.get().isBefore(since) || given.has(blob)) {
                        here.stays(FilesHere.Stays.IN_USE, bytes);
                    } else if (failed.has(blob)) {
                        here.stays(FilesHere.Stays.NOT_PROMISED, bytes);
                    } else if (mayDrop
                            && holders(blob).size() >= needed
                            && fetching.isWanted(blob)) {
                        here.goes(new Candidate(this, blob, bytes, opened.get()));
                    } else {
                        here.stays(FilesHere.Stays.UNKEPT, bytes);
                    }
                });
        return here;
    }
}
