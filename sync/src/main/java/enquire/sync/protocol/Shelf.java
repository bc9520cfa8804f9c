package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a session needs of one wiki on this computer, as far as it concerns one peer. One
 * implementation stands on the disk, one in memory for tests of the protocol alone.
 */
public interface Shelf {

    /** The suggestions that are held of this wiki. */
    SuggestionShelf suggestions();

    /** What is in doubt since the members changed. */
    DoubtShelf doubts();

    /** A page with its heads, at most {@link Limits#HEADS_NAMED}: see {@link CutHeads}. */
    record Entry(PageId page, Heads heads, long sequence) {}

    /**
     * Pages changed after some sequence, ascending.
     *
     * @param complete whether {@code upTo} was the end when it was read
     */
    record Part(List<Entry> entries, long upTo, boolean complete) {}

    /** Raw changes, each after its dependencies, and signed statements about them. */
    record Lacking(List<Chunk> chunks, List<Vouching> statements) {}

    record Chunk(Bytes bytes, Bytes hash) {}

    /**
     * @param vouched hashes of the changes it names
     */
    record Vouching(Bytes bytes, List<Bytes> vouched) {}

    /** What came for one page. */
    record Arrived(PageId page, List<Bytes> chunks, List<Bytes> statements) {}

    /**
     * How far this node is with the peer.
     *
     * @param index id of the peer's store
     * @param owed pages the peer announced and that are not held yet
     */
    record Progress(Bytes index, long sequence, Set<PageId> owed) {}

    /**
     * How far the peer is with this node.
     *
     * @param position of this store, up to which the peer settled everything
     * @param lacking pages of this store that it does not hold as they were announced
     * @param whole whether it holds all others up to there; if not, nothing is known of any
     */
    record Receipt(Message.Position position, Set<PageId> lacking, boolean whole) {
        public Receipt {
            lacking = Set.copyOf(lacking);
        }
    }

    WikiId wiki();

    /** Whether the peer is a member now who may read, and not only carry pages on. */
    boolean peerReads();

    /**
     * Whether this computer carries every page; the same as long as the shelf is used. If not, the
     * progress is how far the peer has listed what it holds.
     */
    boolean carriesAll();

    /** Whether a page is wanted here: always, if this computer carries all. */
    boolean follows(PageId page);

    /** What to tell of a page beside its heads. */
    Message.Detail detail(PageId page);

    /** Keeps what the peer calls pages; durable. Only if this computer does not carry all. */
    void told(Map<PageId, Message.Detail> pages);

    /**
     * Whether the peer carries all, as its greeting says. If not, it has what it lists, and nothing
     * else it says means that it holds a page.
     *
     * @return whether it is to list everything: it carries part, and has not listed all of that
     *     since it does, or since what it had listed became void; also after a restart
     */
    boolean peerCarriesAll(boolean all);

    /**
     * Keeps which versions the peer holds, which carries part of the wiki; durable.
     *
     * @param pages no heads for a page of which that is not known
     * @param anew whether it begins to list all that it holds, so that what it listed before is
     *     void, and all of it due until it came whole
     * @param whole whether all that it holds was listed with these, by this shelf
     */
    void lists(Map<PageId, Heads> pages, boolean anew, boolean whole);

    /** How this node stands with the wiki. */
    default Message.Greeting greeting() {
        // The sequence is read first: a change in between is then only offered once more.
        Message.Position position = position();
        return new Message.Greeting(
                wiki(),
                position.index(),
                position.sequence(),
                carriesAll() ? Optional.of(fingerprint()) : Optional.empty(),
                progress().map(held -> new Message.Position(held.index(), held.sequence())));
    }

    /** Id and last sequence of this store. */
    Message.Position position();

    Message.Fingerprint fingerprint();

    Part index(long after, int limit);

    /** How a page stands in the index now; empty if nothing of it is here. */
    Optional<Entry> entry(PageId page);

    /** As an {@link Entry} names them. */
    Heads heads(PageId page);

    /**
     * The heads, and some earlier changes: a peer that has not heard of the heads finds among these
     * what both hold, and need not give the whole page.
     */
    Heads known(PageId page);

    /** Whether all these heads are among the accepted changes. */
    boolean holds(PageId page, Heads heads);

    /** What somebody with {@code theirs} lacks; own changes among it are signed. */
    Lacking lacking(PageId page, Heads theirs);

    /**
     * Takes what the peer sent; what may enter is on disk when this returns.
     *
     * @return the pages of which something may not enter, or not yet
     * @throws ProtocolException if something in it is malformed
     */
    Set<PageId> receive(List<Arrived> pages);

    Optional<Progress> progress();

    void progress(Progress progress);

    /** What the peer said last that it holds of this store, or of the one before a restore. */
    Optional<Receipt> receipt();

    void receipt(Receipt receipt);

    /** All signed roster records, each after its parents. */
    List<Bytes> roster();

    /**
     * Takes roster records that prove themselves; durable. Who watches the members hears of it.
     *
     * @throws ProtocolException if one is malformed or not signed by its author
     */
    void addRoster(List<Bytes> records);

    /** Signed addresses of members, this node's own among them. */
    List<Bytes> addresses();

    /** The same of what they offer. */
    List<Bytes> offers();

    /** What the session needs of the attachments. */
    FileShelf files();
}
