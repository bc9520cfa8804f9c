package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.PiecePicker;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One attachment that comes in pieces from all who hold some. First somebody gives the hashes of
 * the pieces, which must lead to the root that the page names; then each piece is checked by its
 * hash before it is written, so that a false one is known, and who gave it. Thread-safe.
 */
final class PieceDownload implements PieceReceiver {
    private final WikiId wiki;
    private final BlobId blob;
    private final long bytes;
    private final Bytes root;
    private final PartFile part;
    private final RandomGenerator random;
    private final DownloadOwner owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Givers<PeerConnection> givers;
    private final Map<Object, Integer> readers = new LinkedHashMap<>();
    private @Nullable PiecePicker<PeerConnection> picker;
    private DownloadState state = DownloadState.COMING;
    private volatile @Nullable Bytes leaves;

    PieceDownload(
            WikiId wiki,
            BlobId blob,
            long bytes,
            Bytes root,
            PartFile part,
            RandomGenerator random,
            DownloadOwner owner) {
        this.wiki = wiki;
        this.blob = blob;
        this.bytes = bytes;
        this.root = root;
        this.part = part;
        this.random = random;
        this.owner = owner;
        this.givers = new Givers<>(!onePiece());
    }

    private boolean onePiece() {
        return PieceTree.pieces(bytes) == 1;
    }

    /** Takes what is on disk; reads and hashes all of it. Before anything is offered. */
    void resume() throws IOException {
        if (onePiece()) {
            begin(Bytes.EMPTY, new BitSet());
            return;
        }
        Optional<Bytes> kept = part.leaves(root);
        if (kept.isPresent()) {
            begin(kept.get(), part.right(kept.get()));
        }
    }

    private void begin(Bytes known, BitSet have) {
        var begun = new PiecePicker<PeerConnection>(PieceTree.pieces(bytes), have, random);
        boolean whole =
                locked(() -> {
                    givers.all().stream()
                            .filter(givers::agrees)
                            .forEach(each -> begun.holds(each, givers.held(each)));
                    readers.forEach(begun::reads);
                    leaves = known;
                    picker = begun;
                    moved.signalAll();
                    return checkIfComplete(begun);
                });
        if (whole) {
            owner.whole(this);
        } else {
            askAll();
        }
    }

    private boolean checkIfComplete(PiecePicker<PeerConnection> now) {
        boolean whole = now.complete() && state == DownloadState.COMING;
        state = whole ? DownloadState.CHECKING : state;
        return whole;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    BlobId blob() {
        return blob;
    }

    long bytes() {
        return bytes;
    }

    PartFile part() {
        return part;
    }

    /** What a peer holds of it now. */
    void offer(PeerConnection from, BitSet held) {
        lock.lock();
        try {
            boolean taken =
                    state == DownloadState.COMING
                            && !held.isEmpty()
                            && (givers.knows(from) || from.pieces().begin(blob, this));
            if (!taken || !givers.holds(from, held)) {
                return;
            }
            if (picker != null && givers.agrees(from)) {
                picker.holds(from, held);
            }
        } finally {
            lock.unlock();
        }
        askTrees();
        ask(from);
    }

    /** The connections that are asked now. */
    Set<PeerConnection> givers() {
        return locked(() -> givers.all());
    }

    /** Now and then: who gives nothing of what it says to hold is asked later, or late. */
    void lookAfter() {
        locked(() -> picker == null ? List.<PeerConnection>of() : givers.spent(picker))
                .forEach(this::refused);
        locked(() -> givers.late(System.nanoTime())).forEach(this::refused);
        askTrees();
    }

    private void askTrees() {
        List<PeerConnection> next =
                locked(() ->
                        state == DownloadState.COMING
                                ? givers.toAsk(System.nanoTime())
                                : List.of());
        next.forEach(from -> from.ask(new Input.AskTree(wiki, blob)));
    }

    /** Whether no hashes lead to the root: not those of a peer that is here, nor any before. */
    boolean treeless() {
        return locked(() -> leaves == null && givers.allDiffer());
    }

    @Override
    public void leaves(PeerConnection from, Bytes hashes) {
        boolean right =
                hashes.size() == PieceTree.HASH_BYTES * PieceTree.pieces(bytes)
                        && PieceTree.root(hashes).equals(root);
        if (hashes.size() == 0 || !right && leaves != null) {
            refused(from); // It has none for now, or others than led to the root before.
            return;
        }
        boolean first;
        lock.lock();
        try {
            if (!givers.answered(from, right) || !right) {
                return;
            }
            first = leaves == null;
            if (first) {
                part.keep(hashes);
                leaves = hashes;
            } else if (picker != null) {
                picker.holds(from, givers.held(from));
            }
        } catch (IOException e) {
            owner.failed(this, e);
            return;
        } finally {
            lock.unlock();
        }
        if (first) {
            begin(hashes, new BitSet());
        } else {
            ask(from);
        }
    }

    private void askAll() {
        givers().forEach(this::ask);
    }

    private void ask(PeerConnection from) {
        List<Integer> next =
                locked(() ->
                        picker == null || state != DownloadState.COMING
                                ? List.<Integer>of()
                                : picker.next(from));
        if (!next.isEmpty()) {
            from.ask(new Input.AskPieces(wiki, blob, next, isRead()));
        }
    }

    @Override
    public void piece(PeerConnection from, int piece, Bytes body) {
        Bytes known = leaves;
        if (known == null || piece >= PieceTree.pieces(bytes)) {
            return;
        }
        if (body.size() == 0 && bytes > 0) {
            refused(from, piece);
        } else if (onePiece()
                ? !body.sha256().equals(blob.value())
                : !PieceTree.isLeaf(known, piece, body)) {
            leave(from);
            owner.lied(this, from);
        } else {
            take(from, piece, body);
        }
    }

    private void take(PeerConnection from, int piece, Bytes body) {
        List<PeerConnection> asked = List.of();
        boolean whole = false;
        lock.lock();
        try {
            if (picker == null || state != DownloadState.COMING) {
                return;
            }
            if (!picker.has(piece)) {
                part.write(piece, body);
            }
            asked = picker.arrived(piece);
            whole = checkIfComplete(picker);
            moved.signalAll();
        } catch (IOException e) {
            owner.failed(this, e);
            return;
        } finally {
            lock.unlock();
        }
        for (PeerConnection other : asked) {
            if (other != from) {
                other.ask(new Input.CancelPieces(wiki, blob, List.of(piece)));
                ask(other);
            }
        }
        if (whole) {
            owner.whole(this);
        } else {
            ask(from);
        }
    }

    private void refused(PeerConnection from, int piece) {
        locked(() -> {
            if (picker != null) {
                picker.refused(from, piece);
            }
            return from;
        });
        askAll();
    }

    @Override
    public void refused(PeerConnection from) {
        leave(from);
        owner.refused(this, from);
    }

    @Override
    public void gone(PeerConnection from) {
        leave(from);
    }

    private void leave(PeerConnection from) {
        from.pieces().leave(blob, this);
        locked(() -> {
            if (picker != null) {
                picker.left(from);
            }
            return givers.left(from);
        });
        askAll(); // What it was asked for is free for the others.
    }

    /** The hashes of the pieces, if they are known. */
    Optional<Bytes> leaves() {
        return Optional.ofNullable(leaves).filter(known -> !onePiece());
    }

    /** A piece that is here and right. */
    Optional<Bytes> piece(int piece) {
        lock.lock();
        try {
            boolean here =
                    picker != null
                            && piece < PieceTree.pieces(bytes)
                            && picker.has(piece)
                            && (state == DownloadState.COMING || state == DownloadState.CHECKING);
            return here ? Optional.of(part.read(piece)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // Others give it.
        } finally {
            lock.unlock();
        }
    }

    /** What is told to others; nothing while there is nothing. */
    Optional<Message.Part> told() {
        return locked(() ->
                picker == null || picker.have().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Message.Part(blob, Bytes.of(picker.have().toByteArray()))));
    }

    /** How many of its bytes are here, about: whole pieces. */
    long bytesHere() {
        return locked(() ->
                picker == null
                        ? 0L
                        : Math.min(
                                bytes, (long) picker.have().cardinality() * PieceTree.PIECE_BYTES));
    }

    void ended(DownloadState how) {
        Set<PeerConnection> asked =
                locked(() -> {
                    state = how;
                    moved.signalAll();
                    return givers.clear();
                });
        asked.forEach(each -> each.pieces().leave(blob, this));
    }

    /** Somebody reads from this piece on, until {@link #readsNoMore}. */
    void reads(Object reader, int piece) {
        boolean news =
                locked(() -> {
                    if (picker != null) {
                        picker.reads(reader, piece);
                    }
                    return !Integer.valueOf(piece).equals(readers.put(reader, piece));
                });
        if (news) {
            askAll();
        }
    }

    void readsNoMore(Object reader) {
        locked(() -> {
            if (picker != null) {
                picker.readsNoMore(reader);
            }
            return Optional.ofNullable(readers.remove(reader));
        });
    }

    /** Whether somebody reads it while it comes. */
    boolean isRead() {
        return locked(() -> !readers.isEmpty());
    }

    /** Waits for a piece, or the end of it all. */
    DownloadState await(int piece, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (left > 0
                    && state == DownloadState.COMING
                    && (picker == null || !picker.has(piece))) {
                left = moved.awaitNanos(left);
            }
            return state;
        } finally {
            lock.unlock();
        }
    }
}
