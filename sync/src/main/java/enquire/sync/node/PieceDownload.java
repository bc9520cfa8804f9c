package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
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

    private final WantedFile file;
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

    PieceDownload(WantedFile file, PartFile part, RandomGenerator random, DownloadOwner owner) {
        this.file = file;
        this.part = part;
        this.random = random;
        this.owner = owner;
        this.givers = new Givers<>(!file.onePiece());
    }

    /** Takes what is on disk; reads and hashes all of it. Before anybody else sees this. */
    void resume() throws IOException {
        if (file.onePiece()) {
            begin(Bytes.EMPTY, new BitSet());
            return;
        }
        Optional<Bytes> kept = part.leaves(file.root());
        if (kept.isPresent()) {
            begin(kept.get(), part.right(kept.get()));
        }
    }

    private void begin(Bytes known, BitSet have) {
        var begun = new PiecePicker<PeerConnection>(file.pieces(), have, random);
        locked(() -> {
            givers.all().stream()
                    .filter(givers::agrees)
                    .forEach(each -> begun.holds(each, givers.held(each)));
            readers.forEach(begun::reads);
            leaves = known;
            picker = begun;
            moved.signalAll();
            return begun;
        });
    }

    /** Asks for what is lacking, or says that nothing is. */
    void start() {
        if (locked(() -> picker != null && checkIfComplete(picker))) {
            owner.whole(this);
        } else {
            givers().forEach(this::ask);
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

    WantedFile file() {
        return file;
    }

    BlobId blob() {
        return file.blob();
    }

    long bytes() {
        return file.bytes();
    }

    PartFile part() {
        return part;
    }

    /** What a peer holds of it now. */
    void offer(PeerConnection from, BitSet held) {
        boolean news =
                locked(() -> {
                    boolean taken =
                            state == DownloadState.COMING
                                    && !held.isEmpty()
                                    && (givers.knows(from)
                                            || from.pieces().begin(file.blob(), this));
                    boolean told = taken && givers.holds(from, held);
                    if (told && picker != null && givers.agrees(from)) {
                        picker.holds(from, held);
                    }
                    return told;
                });
        if (news) {
            askTrees();
            ask(from);
        }
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
        next.forEach(from -> from.ask(new Input.AskTree(file.wiki(), file.blob())));
    }

    /** Whether no hashes lead to the root: not those of a peer that is here, nor any before. */
    boolean treeless() {
        return locked(() -> leaves == null && givers.allDiffer());
    }

    @Override
    public void leaves(PeerConnection from, Bytes hashes) {
        boolean right = file.areLeaves(hashes);
        if (hashes.size() == 0 || !right && locked(() -> leaves != null)) {
            refused(from); // It has none for now, or others than led to the root before.
            return;
        }
        if (!locked(() -> givers.answered(from, right)) || !right) {
            return;
        }
        boolean first =
                locked(() -> {
                    if (picker != null && givers.agrees(from)) {
                        picker.holds(from, givers.held(from));
                    }
                    boolean unknown = leaves == null;
                    leaves = hashes;
                    return unknown;
                });
        if (first) {
            keep(hashes);
        } else {
            ask(from);
        }
    }

    private void keep(Bytes hashes) {
        try {
            part.keep(hashes);
        } catch (IOException e) {
            owner.failed(this, e);
            return;
        }
        begin(hashes, new BitSet());
        start();
    }

    private void ask(PeerConnection from) {
        List<Integer> next =
                locked(() ->
                        picker == null || state != DownloadState.COMING
                                ? List.<Integer>of()
                                : picker.next(from));
        if (!next.isEmpty()) {
            from.ask(new Input.AskPieces(file.wiki(), file.blob(), next, isRead()));
        }
    }

    @Override
    public void piece(PeerConnection from, int piece, Bytes body) {
        Bytes known = leaves;
        if (known == null || piece >= file.pieces()) {
            return;
        }
        if (body.size() == 0 && file.bytes() > 0) {
            refused(from, piece);
        } else if (!file.isPiece(known, piece, body)) {
            leave(from);
            owner.lied(this, from);
        } else {
            take(from, piece, body);
        }
    }

    /** Others go on while one writes; two that write one piece write the same. */
    private void take(PeerConnection from, int piece, Bytes body) {
        try {
            if (locked(() -> isComing() && picker != null && !picker.has(piece))) {
                part.write(piece, body);
            }
        } catch (IOException e) {
            if (locked(this::isComing)) {
                owner.failed(this, e);
            }
            return;
        }
        arrived(from, piece);
    }

    private boolean isComing() {
        return state == DownloadState.COMING;
    }

    private void arrived(PeerConnection from, int piece) {
        List<PeerConnection> asked =
                locked(() -> {
                    moved.signalAll();
                    return picker == null || !isComing()
                            ? List.<PeerConnection>of()
                            : picker.arrived(piece);
                });
        for (PeerConnection other : asked) {
            if (other != from) {
                other.ask(new Input.CancelPieces(file.wiki(), file.blob(), List.of(piece)));
                ask(other);
            }
        }
        if (locked(() -> picker != null && checkIfComplete(picker))) {
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
        givers().forEach(this::ask);
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
        from.pieces().leave(file.blob(), this);
        locked(() -> {
            if (picker != null) {
                picker.left(from);
            }
            return givers.left(from);
        });
        givers().forEach(this::ask); // What it was asked for is free for the others.
    }

    /** The hashes of the pieces, if they are known. */
    Optional<Bytes> leaves() {
        return Optional.ofNullable(leaves).filter(known -> !file.onePiece());
    }

    /** A piece that is here and right. */
    Optional<Bytes> piece(int piece) {
        try {
            return locked(() -> isHere(piece)) ? Optional.of(part.read(piece)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // Others give it.
        }
    }

    private boolean isHere(int piece) {
        return picker != null
                && piece < file.pieces()
                && picker.has(piece)
                && (state == DownloadState.COMING || state == DownloadState.CHECKING);
    }

    /** What is told to others; nothing while there is nothing. */
    Optional<Message.Part> told() {
        return locked(() ->
                picker == null || picker.have().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Message.Part(
                                        file.blob(), Bytes.of(picker.have().toByteArray()))));
    }

    /** How many of its bytes are here, about: whole pieces. */
    long bytesHere() {
        return locked(() ->
                picker == null
                        ? 0L
                        : Math.min(
                                file.bytes(),
                                (long) picker.have().cardinality() * PieceTree.PIECE_BYTES));
    }

    void ended(DownloadState how) {
        Set<PeerConnection> asked =
                locked(() -> {
                    state = how;
                    moved.signalAll();
                    return givers.clear();
                });
        asked.forEach(each -> each.pieces().leave(file.blob(), this));
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
            givers().forEach(this::ask);
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

    /** Whether nobody who is connected gives it, and nobody reads it. */
    boolean isIdle() {
        return locked(() -> isComing() && givers.all().isEmpty() && readers.isEmpty());
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
