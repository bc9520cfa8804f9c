package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Attachments on one connection: what either side holds, and pieces both ways. One thread. */
final class BlobTalk {

    /** Pieces that wait to be sent. */
    private static final int PIECES_WAITING_MAX = 2 * Limits.NEEDED_PIECES;

    /**
     * Messages about what this node holds that wait for a slow peer; of more, it hears all anew.
     */
    private static final int TOLD_WAITING_MAX = 64;

    /** How long a peer that was asked for pieces may give none. */
    private static final int PIECE_TICKS = Session.ticks(Duration.ofSeconds(60));

    /**
     * Pieces that were asked for and have not come: 4 MiB, so that one that is needed at once waits
     * 0.7 s behind them at 50 Mbit/s (arithmetic).
     */
    private static final int ASKED_MAX = 16;

    /**
     * Hashes that were asked for and have not come, however late they are: half of what may wait,
     * so that a peer that is slow and not silent is never asked for more than it takes.
     */
    static final int TREES_ASKED_MAX = Limits.TREES / 2;

    private record Lacking(WikiId wiki, BlobId blob, int piece) {}

    private record Tree(FileShelf shelf, BlobId blob) {

        Message answer() {
            Bytes hashes = shelf.leaves(blob).orElse(Bytes.EMPTY);
            return new Message.Leaves(shelf.wiki(), blob, hashes);
        }
    }

    private final Capabilities capabilities;
    private final ArrayDeque<BlobTransfer.Wanted> wanted = new ArrayDeque<>();
    private final ArrayDeque<Tree> trees = new ArrayDeque<>();
    private final ArrayDeque<Message.Have> told = new ArrayDeque<>();

    /** What the peer is to be told anew, because something found no room in {@link #told}. */
    private final Map<WikiId, FileShelf> untold = new LinkedHashMap<>();

    private final Map<WikiId, FileShelf> shelves = new HashMap<>();
    private final Set<Message.Tree> treesAsked = new HashSet<>();
    private final Set<Message.Tree> treesToAsk = new LinkedHashSet<>();
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
        shelves.put(shelf.wiki(), shelf);
        if (capabilities.pieces()) {
            out.add(new Output.Send(new Message.Heard(shelf.wiki(), shelf.heard())));
        }
    }

    /** No others are synced any more: of those nothing is told, and no hashes are waited for. */
    void retain(Set<WikiId> synced) {
        shelves.keySet().retainAll(synced);
        untold.keySet().retainAll(synced);
        told.removeIf(each -> !synced.contains(each.wiki()));
        treesAsked.removeIf(each -> !synced.contains(each.wiki()));
        treesToAsk.removeIf(each -> !synced.contains(each.wiki()));
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
            case Message.Tree m when trees.size() == Limits.TREES ->
                    out.add(new Output.Send(new Message.Leaves(m.wiki(), m.blob(), Bytes.EMPTY)));
            case Message.Tree m -> trees.add(new Tree(shelf, m.blob()));
            case Message.Leaves m -> leaves(m, out);
            case Message.Keep m -> shelf.keep(m);
        }
    }

    /** Once for each time that the wiki begins to be synced: making the list takes a while. */
    private void heard(Message.Heard heard, FileShelf shelf) {
        if (!answered.add(shelf.wiki())) {
            return;
        }
        List<Message.Held> held = named(shelf);
        if (heard.digest().equals(Holding.digest(held.stream().map(Message.Held::blob)))) {
            return;
        }
        tellAll(shelf.wiki(), held);
    }

    private void tellAll(WikiId wiki, List<Message.Held> held) {
        for (int from = 0; from == 0 || from < held.size(); from += Limits.PAGES) {
            var part = held.subList(from, Math.min(held.size(), from + Limits.PAGES));
            told.add(new Message.Have(wiki, part, List.of(), List.of(), from == 0));
        }
    }

    private static List<Message.Held> named(FileShelf shelf) {
        List<Message.Held> held = shelf.held();
        return held.subList(0, Math.min(held.size(), Limits.HOLDINGS));
    }

    private void need(Message.Need need, FileShelf shelf) {
        if (wanted.size() + need.pieces().size() > PIECES_WAITING_MAX) {
            throw new ProtocolException("asked for too many pieces at a time");
        }
        for (int piece : need.pieces()) {
            wanted.add(new BlobTransfer.Wanted(shelf, need.blob(), piece));
        }
    }

    /** The next hashes that the peer waits for: without them it asks for no piece of a file. */
    Optional<Message> nextLeaves() {
        return Optional.ofNullable(trees.poll()).map(Tree::answer);
    }

    /** What is told next, or the next piece that the peer waits for. */
    Optional<Message> next() {
        if (told.isEmpty() && !untold.isEmpty()) {
            FileShelf shelf = untold.values().iterator().next();
            untold.remove(shelf.wiki());
            tellAll(shelf.wiki(), named(shelf));
        }
        if (!told.isEmpty()) {
            return Optional.of(told.remove());
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
            case Input.AskTree ask -> {
                treesToAsk.add(new Message.Tree(ask.wiki(), ask.blob()));
                askTrees(out);
            }
            case Input.Keep keep when shared && capabilities.keepers() ->
                    out.add(new Output.Send(keep.keep()));
            case Input.Keep late -> {}
            case Input.Tell tell when !shared || !capabilities.pieces() -> {}
            case Input.Tell tell -> tell(tell.have());
        }
    }

    private void tell(Message.Have have) {
        if (untold.containsKey(have.wiki())) {
            return; // What is told anew holds this, too.
        }
        if (told.size() < TOLD_WAITING_MAX) {
            told.add(have);
        } else {
            Optional.ofNullable(shelves.get(have.wiki()))
                    .ifPresent(shelf -> untold.put(have.wiki(), shelf));
        }
    }

    /** What was asked before and has not come is not asked for again: it may come yet. */
    private void askTrees(List<Output> out) {
        treesToAsk.removeAll(treesAsked);
        var next = treesToAsk.iterator();
        while (treesAsked.size() < TREES_ASKED_MAX && next.hasNext()) {
            Message.Tree tree = next.next();
            next.remove();
            treesAsked.add(tree);
            out.add(new Output.Send(tree));
        }
    }

    private void leaves(Message.Leaves leaves, List<Output> out) {
        if (treesAsked.remove(new Message.Tree(leaves.wiki(), leaves.blob()))) {
            out.add(new Output.LeavesCame(leaves.blob(), leaves.hashes()));
            askTrees(out);
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
            if (capabilities.pieces()) {
                late.takeBack(out);
            }
            out.add(new Output.BlobMissing(late.wiki(), late.blob()));
        }
        if (!asked.isEmpty() && ++ticksWithoutPiece > PIECE_TICKS) {
            asked.forEach(each -> takeBack(each, out));
            asked.addAll(toAsk);
            toAsk.clear();
            var late = new LinkedHashMap<BlobId, List<Integer>>();
            asked.forEach(each ->
                    late.computeIfAbsent(each.blob(), none -> new ArrayList<>()).add(each.piece()));
            asked.clear();
            late.forEach((blob, pieces) -> out.add(new Output.PiecesLate(blob, pieces)));
        }
    }

    /** Otherwise what was given up would fill the peer's queue behind what is asked for next. */
    private static void takeBack(Lacking late, List<Output> out) {
        List<Integer> piece = List.of(late.piece());
        out.add(new Output.Send(new Message.Cancel(late.wiki(), late.blob(), piece)));
    }
}
