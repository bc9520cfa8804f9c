package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Attachments on one connection: what either side holds, and pieces both ways. One thread. */
final class BlobTalk {

    /** Pieces that wait to be sent. */
    private static final int PIECES_WAITING_MAX = 2 * Limits.NEEDED_PIECES;

    /**
     * Messages about what this node holds that wait for a slow peer; it hears the rest next time.
     */
    private static final int TOLD_WAITING_MAX = 64;

    /** How long a peer that was asked for pieces may give none. */
    private static final int PIECE_TICKS = Session.ticks(Duration.ofSeconds(60));

    /**
     * Pieces that were asked for and have not come: 4 MiB, so that one that is needed at once waits
     * 0.7 s behind them at 50 Mbit/s (arithmetic).
     */
    private static final int ASKED_MAX = 16;

    private record Lacking(WikiId wiki, BlobId blob, int piece) {}

    private record Tree(FileShelf shelf, BlobId blob) {}

    private final Capabilities capabilities;
    private final ArrayDeque<BlobTransfer.Wanted> wanted = new ArrayDeque<>();
    private final ArrayDeque<Tree> trees = new ArrayDeque<>();
    private final ArrayDeque<Message.Have> told = new ArrayDeque<>();
    private final Set<Lacking> asked = new LinkedHashSet<>();
    private final ArrayDeque<Lacking> toAsk = new ArrayDeque<>();
    private final Set<WikiId> answered = new LinkedHashSet<>();
    private Optional<BlobTransfer> transfer = Optional.empty();
    private int ticksWithoutPiece;

    BlobTalk(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** A wiki is synced from now on. */
    void begin(FileShelf shelf, List<Output> out) {
        answered.remove(shelf.wiki());
        if (capabilities.pieces()) {
            out.add(new Output.Send(new Message.Heard(shelf.wiki(), shelf.heard())));
        }
    }

    /**
     * @throws ProtocolException if the peer asks for more than it may
     */
    void receive(Message.OfFiles message, FileShelf shelf, List<Output> out) {
        switch (message) {
            case Message.Have m -> shelf.hear(m);
            case Message.Heard m -> heard(m, shelf);
            case Message.Need m -> need(m, shelf);
            case Message.Cancel m ->
                    wanted.removeIf(each ->
                            each.blob().equals(m.blob()) && m.pieces().contains(each.piece()));
            case Message.Piece m -> piece(m, out);
            case Message.Tree m -> {
                if (trees.size() == Limits.TREES) {
                    throw new ProtocolException("asked for hashes of too many files at a time");
                }
                trees.add(new Tree(shelf, m.blob()));
            }
            case Message.Leaves m -> out.add(new Output.LeavesCame(m.blob(), m.hashes()));
        }
    }

    /** Once for each time that the wiki begins to be synced: making the list takes a while. */
    private void heard(Message.Heard heard, FileShelf shelf) {
        if (!answered.add(shelf.wiki())) {
            return;
        }
        List<Message.Held> held = shelf.held();
        held = held.subList(0, Math.min(held.size(), Limits.HOLDINGS));
        if (heard.digest().equals(Holding.digest(held.stream().map(Message.Held::blob)))) {
            return;
        }
        for (int from = 0; from == 0 || from < held.size(); from += Limits.PAGES) {
            var part = held.subList(from, Math.min(held.size(), from + Limits.PAGES));
            told.add(new Message.Have(shelf.wiki(), part, List.of(), List.of(), from == 0));
        }
    }

    private void need(Message.Need need, FileShelf shelf) {
        if (wanted.size() + need.pieces().size() > PIECES_WAITING_MAX) {
            throw new ProtocolException("asked for too many pieces at a time");
        }
        for (int piece : need.pieces()) {
            wanted.add(new BlobTransfer.Wanted(shelf, need.blob(), piece));
        }
    }

    /** The next answer that the peer waits for. */
    Optional<Message> next() {
        if (!told.isEmpty()) {
            return Optional.of(told.remove());
        }
        if (!trees.isEmpty()) {
            Tree tree = trees.remove();
            var hashes = tree.shelf().leaves(tree.blob());
            return Optional.of(
                    new Message.Leaves(
                            tree.shelf().wiki(), tree.blob(), hashes.orElse(Bytes.EMPTY)));
        }
        return wanted.isEmpty() ? Optional.empty() : Optional.of(wanted.remove().answer());
    }

    /**
     * @param shared whether the wiki is synced on this connection
     */
    void take(Input.OfFiles input, boolean shared, List<Output> out) {
        switch (input) {
            case Input.Fetch fetch -> fetch(fetch, shared, out);
            case Input.AskPieces ask when !shared ->
                    out.add(new Output.PiecesLate(ask.blob(), ask.pieces()));
            case Input.AskPieces ask -> ask(ask, out);
            case Input.CancelPieces cancel -> cancel(cancel, shared, out);
            case Input.AskTree ask when !shared || !capabilities.pieces() ->
                    out.add(new Output.LeavesCame(ask.blob(), Bytes.EMPTY));
            case Input.AskTree ask ->
                    out.add(new Output.Send(new Message.Tree(ask.wiki(), ask.blob())));
            case Input.Tell tell -> {
                if (shared && capabilities.pieces() && told.size() < TOLD_WAITING_MAX) {
                    told.add(tell.have());
                }
            }
        }
    }

    private void fetch(Input.Fetch fetch, boolean shared, List<Output> out) {
        if (transfer.isPresent() || !shared) {
            out.add(new Output.BlobMissing(fetch.wiki(), fetch.blob()));
            return;
        }
        var begun = new BlobTransfer(fetch.wiki(), fetch.blob(), fetch.bytes());
        transfer = Optional.of(begun);
        begun.ask(out);
    }

    private void ask(Input.AskPieces ask, List<Output> out) {
        List<Integer> pieces = ask.urgent() ? ask.pieces().reversed() : ask.pieces();
        for (int piece : pieces) {
            var lacking = new Lacking(ask.wiki(), ask.blob(), piece);
            if (ask.urgent()) {
                toAsk.addFirst(lacking);
            } else {
                toAsk.addLast(lacking);
            }
        }
        askMore(out);
    }

    /** As many as may be on their way; those of one file in one message. */
    private void askMore(List<Output> out) {
        ticksWithoutPiece = asked.isEmpty() ? 0 : ticksWithoutPiece;
        while (asked.size() < ASKED_MAX && !toAsk.isEmpty()) {
            Lacking first = toAsk.peek();
            var pieces = new ArrayList<Integer>();
            while (asked.size() < ASKED_MAX
                    && !toAsk.isEmpty()
                    && toAsk.peek().blob().equals(first.blob())
                    && toAsk.peek().wiki().equals(first.wiki())) {
                asked.add(toAsk.peek());
                pieces.add(toAsk.remove().piece());
            }
            out.add(new Output.Send(new Message.Need(first.wiki(), first.blob(), pieces)));
        }
    }

    private void cancel(Input.CancelPieces cancel, boolean shared, List<Output> out) {
        var underWay = new ArrayList<Integer>();
        for (int piece : cancel.pieces()) {
            var lacking = new Lacking(cancel.wiki(), cancel.blob(), piece);
            toAsk.remove(lacking);
            if (asked.remove(lacking)) {
                underWay.add(piece);
            }
        }
        if (shared && capabilities.pieces() && !underWay.isEmpty()) {
            out.add(new Output.Send(new Message.Cancel(cancel.wiki(), cancel.blob(), underWay)));
        }
        askMore(out);
    }

    private void piece(Message.Piece piece, List<Output> out) {
        if (asked.remove(new Lacking(piece.wiki(), piece.blob(), piece.piece()))) {
            ticksWithoutPiece = 0;
            out.add(new Output.PieceCame(piece.blob(), piece.piece(), piece.body()));
            askMore(out);
            return;
        }
        boolean over =
                transfer.filter(under -> under.blob().equals(piece.blob()))
                        .map(under -> under.receive(piece, out))
                        .orElse(false);
        if (over) {
            transfer = Optional.empty();
        }
    }

    void tick(List<Output> out) {
        if (transfer.isPresent() && transfer.get().tick()) {
            BlobTransfer late = transfer.get();
            transfer = Optional.empty();
            out.add(new Output.BlobMissing(late.wiki(), late.blob()));
        }
        if (!asked.isEmpty() && ++ticksWithoutPiece > PIECE_TICKS) {
            asked.addAll(toAsk);
            toAsk.clear();
            var late = new LinkedHashMap<BlobId, List<Integer>>();
            asked.forEach(each ->
                    late.computeIfAbsent(each.blob(), none -> new ArrayList<>()).add(each.piece()));
            asked.clear();
            late.forEach((blob, pieces) -> out.add(new Output.PiecesLate(blob, pieces)));
        }
    }
}
