package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pages that the peer wants, answered one frame at a time: small pages share a frame, large ones
 * are split over several. At most the missing part of one page is in memory. One thread at a time.
 */
final class Answers {

    /**
     * The most pages that may wait for an answer: what an honest peer asks for at a time, and one
     * message beyond.
     */
    static final int WAITING_PAGES_MAX = Arrivals.WANTED_PAGES_MAX + Limits.PAGES;

    /**
     * The most hashes that may be named with them: what an honest peer names for all pages that it
     * asks for at a time. On the heap they take some 6 MB (arithmetic).
     */
    static final int WAITING_HASHES_MAX = Arrivals.WANTED_PAGES_MAX * Limits.HEADS_NAMED;

    /** Bytes of ids, lengths and keys around one page (arithmetic, rounded up). */
    private static final int PAGE_OVERHEAD_BYTES = 64;

    /** The same around one chunk or statement. */
    private static final int ITEM_OVERHEAD_BYTES = 5;

    /**
     * Statements in one piece: half of what a message may hold of a page. The smallest would
     * otherwise be too many before they are too many bytes (arithmetic).
     */
    private static final int PIECE_STATEMENTS_MAX = Limits.STATEMENTS / 2;

    private final Shelf shelf;
    private final ArrayDeque<Message.PageHeads> waiting = new ArrayDeque<>();
    private final ArrayDeque<Piece> current = new ArrayDeque<>();
    private PageId currentPage;
    private int waitingHashes;

    /** One chunk with the statements that can be judged once it is there. */
    private record Piece(List<Bytes> chunks, List<Bytes> statements, int bytes) {}

    Answers(Shelf shelf) {
        this.shelf = shelf;
        this.currentPage = PageId.of(Bytes.of(new byte[PageId.BYTES]));
    }

    /**
     * @throws ProtocolException if the peer asks for more than it may
     */
    void want(List<Message.PageHeads> pages) {
        if (waiting.size() + pages.size() > WAITING_PAGES_MAX) {
            throw new ProtocolException(
                    "asked for more than %,d pages at a time".formatted(WAITING_PAGES_MAX));
        }
        int hashes = pages.stream().mapToInt(page -> page.heads().hashes().size()).sum();
        if (waitingHashes + hashes > WAITING_HASHES_MAX) {
            throw new ProtocolException(
                    "named more than %,d hashes at a time".formatted(WAITING_HASHES_MAX));
        }
        waiting.addAll(pages);
        waitingHashes += hashes;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && current.isEmpty();
    }

    /** The next frame's worth. */
    List<Message.PageChanges> next() {
        var pages = new ArrayList<Message.PageChanges>();
        int bytes = 0;
        while (pages.size() < Limits.PAGES && !isEmpty()) {
            if (current.isEmpty()) {
                begin(waiting.remove());
            }
            if (!pages.isEmpty() && bytes + cost(current.element()) > Limits.PACKED_BYTES) {
                break;
            }
            bytes += take(pages, Limits.PACKED_BYTES - bytes);
        }
        return pages;
    }

    /** Adds as much of the current page as fits, at least one piece. */
    private int take(List<Message.PageChanges> pages, int room) {
        var chunks = new ArrayList<Bytes>();
        var statements = new ArrayList<Bytes>();
        int bytes = PAGE_OVERHEAD_BYTES;
        do {
            Piece piece = current.remove();
            chunks.addAll(piece.chunks());
            statements.addAll(piece.statements());
            bytes += piece.bytes();
        } while (!current.isEmpty()
                && bytes + current.element().bytes() <= room
                && chunks.size() < Limits.CHUNKS / 2
                && statements.size() <= Limits.STATEMENTS - PIECE_STATEMENTS_MAX);
        pages.add(new Message.PageChanges(currentPage, chunks, statements, !current.isEmpty()));
        return bytes;
    }

    private static int cost(Piece piece) {
        return PAGE_OVERHEAD_BYTES + piece.bytes();
    }

    private void begin(Message.PageHeads wanted) {
        currentPage = wanted.page();
        waitingHashes -= wanted.heads().hashes().size();
        Shelf.Lacking lacking = shelf.lacking(wanted.page(), wanted.heads());
        List<List<Bytes>> statements = statementsByChunk(lacking);
        for (int i = 0; i < lacking.chunks().size(); i++) {
            add(List.of(lacking.chunks().get(i).bytes()), statements.get(i));
        }
        if (current.isEmpty()) {
            add(List.of(), statements.getFirst());
        }
    }

    private void add(List<Bytes> chunks, List<Bytes> statements) {
        int bytes = 0;
        for (Bytes chunk : chunks) {
            bytes += chunk.size() + ITEM_OVERHEAD_BYTES;
        }
        var fitting = new ArrayList<Bytes>();
        for (Bytes statement : statements) {
            int cost = statement.size() + ITEM_OVERHEAD_BYTES;
            if (bytes + cost > Limits.PACKED_BYTES - PAGE_OVERHEAD_BYTES
                    || fitting.size() == PIECE_STATEMENTS_MAX) {
                current.add(new Piece(List.copyOf(chunks), List.copyOf(fitting), bytes));
                chunks = List.of();
                fitting.clear();
                bytes = 0;
            }
            fitting.add(statement);
            bytes += cost;
        }
        current.add(new Piece(List.copyOf(chunks), List.copyOf(fitting), bytes));
    }

    /** A statement goes with the last of the changes it names, so that it can be judged at once. */
    private static List<List<Bytes>> statementsByChunk(Shelf.Lacking lacking) {
        var places = new HashMap<Bytes, Integer>();
        var statements = new ArrayList<List<Bytes>>();
        for (Shelf.Chunk chunk : lacking.chunks()) {
            places.put(chunk.hash(), statements.size());
            statements.add(new ArrayList<>());
        }
        if (statements.isEmpty()) {
            statements.add(new ArrayList<>());
        }
        for (Shelf.Vouching statement : lacking.statements()) {
            statements.get(place(statement, places)).add(statement.bytes());
        }
        return statements;
    }

    private static int place(Shelf.Vouching statement, Map<Bytes, Integer> places) {
        int last = 0;
        for (Bytes hash : statement.vouched()) {
            last = Math.max(last, places.getOrDefault(hash, 0));
        }
        return last;
    }
}
