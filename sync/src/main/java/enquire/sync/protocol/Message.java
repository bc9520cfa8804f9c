package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything one node may say to another (design, section 7; field by field in {@code
 * docs/PROTOCOL.md}). Values only: a message that was decoded has the right shape, and nothing in
 * it is believed yet.
 */
public sealed interface Message {

    /**
     * The first message of both sides.
     *
     * @param version of the protocol; of another than {@link Limits#VERSION} nothing else is read
     * @param wikis those of which the other key is a member
     * @param at the sender's clock: to tell people that it is wrong, and for nothing else
     */
    record Hello(
            int version,
            String name,
            List<String> capabilities,
            List<Greeting> wikis,
            Optional<Instant> at)
            implements Message {

        /** Without a word about the clock. */
        public Hello(int version, String name, List<String> capabilities, List<Greeting> wikis) {
            this(version, name, capabilities, wikis, Optional.empty());
        }
    }

    /**
     * How the sender stands with one wiki.
     *
     * @param index random id of the sender's store
     * @param lastSequence of the sender's store
     * @param fingerprint empty from a node that holds only part of the wiki
     * @param seen up to where the sender has everything of the receiver; empty before the first
     *     time
     */
    record Greeting(
            WikiId wiki,
            Bytes index,
            long lastSequence,
            Optional<Fingerprint> fingerprint,
            Optional<Position> seen) {

        /** Whether both hold the whole wiki, and the same of it. */
        boolean samePages(Greeting other) {
            return fingerprint.isPresent()
                    && other.fingerprint.isPresent()
                    && fingerprint.get().samePages(other.fingerprint.get());
        }
    }

    /**
     * Equal on two nodes that hold the same.
     *
     * @param sum 32 bytes, see {@code Exchange.Fingerprint}
     * @param roster 32 bytes, the digest of the roster
     */
    record Fingerprint(long pages, Bytes sum, Bytes roster) {

        /** Whether both hold the same pages, whatever they know of the members. */
        boolean samePages(Fingerprint other) {
            return pages == other.pages && sum.equals(other.sum);
        }
    }

    /** A point in the history of one store. */
    record Position(Bytes index, long sequence) {}

    /**
     * Asks to become a member: the only message that is allowed from an unknown key.
     *
     * @param consent 64 bytes: that it is another computer of the inviter, if the invite is for one
     */
    record Join(WikiId wiki, Bytes invite, Bytes proof, String name, Optional<Bytes> consent)
            implements Message {

        public Join(WikiId wiki, Bytes invite, Bytes proof, String name) {
            this(wiki, invite, proof, name, Optional.empty());
        }
    }

    /** Signed roster records that the other lacks. */
    record Roster(WikiId wiki, List<Bytes> records) implements Message {}

    /**
     * Pages that changed after what was seen, ascending by sequence.
     *
     * @param after the sequence after which this part lists; 0 begins a full index
     * @param upTo everything after {@code after} and up to here is in {@code entries}
     * @param complete whether {@code upTo} was the end of the store when it was read
     */
    record Index(
            WikiId wiki, Bytes index, long after, List<Entry> entries, long upTo, boolean complete)
            implements Message {}

    /** One page of an index. */
    record Entry(PageId page, Heads heads, long sequence) {}

    /**
     * An index with what those need to know who do not hold every page: sent in its place while one
     * of the two carries only part of the wiki.
     *
     * @param details one for each entry, in their order
     */
    record Listing(Index index, List<Detail> details) implements Message {
        public Listing {
            if (details.size() != index.entries().size()) {
                throw new IllegalArgumentException("one detail for each entry");
            }
        }
    }

    /**
     * More of one page of an index.
     *
     * @param digest 32 bytes, over its heads and statements; part of the sum of a fingerprint
     * @param title empty for a page that is deleted
     * @param otherTitles at most {@link Limits#OTHER_TITLES} by which links find it as well: those
     *     it had, and what its text says it is also called
     */
    record Detail(Bytes digest, String title, List<String> otherTitles) {
        public Detail {
            otherTitles = List.copyOf(otherTitles);
        }

        /** The same under this title alone. */
        Detail withoutOthers() {
            return new Detail(digest, title, List.of());
        }
    }

    /**
     * Sent after a commit: the sender holds, or has recorded as owed, everything of the receiver up
     * to here.
     *
     * @param fingerprint of the sender's store after that commit
     * @param owed pages of the receiver that the sender does not hold as they were announced; of
     *     more than {@link Limits#OWED_NAMED} so many, which then stand for all pages
     */
    record Seen(WikiId wiki, Position position, Optional<Fingerprint> fingerprint, Set<PageId> owed)
            implements Message {

        /** From one who lacks nothing up to there. */
        public Seen(WikiId wiki, Position position, Optional<Fingerprint> fingerprint) {
            this(wiki, position, fingerprint, Set.of());
        }
    }

    /** Asks for what these pages have beyond the sender's heads. */
    record Want(WikiId wiki, List<PageHeads> pages) implements Message {}

    record PageHeads(PageId page, Heads heads) {}

    /** Answers {@code want}, one {@link PageChanges} or more for each page, or pushes new edits. */
    record Changes(WikiId wiki, List<PageChanges> pages) implements Message {}

    /**
     * Part of one page.
     *
     * @param chunks raw changes, each after its dependencies; empty with empty statements says that
     *     there is nothing to give
     * @param statements signed, as received; each in the part that holds the last change it vouches
     *     for
     * @param more whether another part of this page follows
     */
    record PageChanges(PageId page, List<Bytes> chunks, List<Bytes> statements, boolean more) {}

    /** About attachments. Marked ones go only to peers that say {@code pieces}. */
    sealed interface OfFiles extends Message {
        WikiId wiki();
    }

    /**
     * What the sender holds of attachments that pages use. Marked.
     *
     * @param blobs held whole
     * @param parts held in part, each as all that is held of it
     * @param gone not held any more
     * @param all whether this begins a list of everything, so that what was said before is void
     */
    record Have(WikiId wiki, List<Held> blobs, List<Part> parts, List<BlobId> gone, boolean all)
            implements OfFiles {}

    record Held(BlobId blob, long bytes) {}

    /**
     * @param pieces bit i of byte i / 8, from the lowest up, says whether piece i is held
     */
    record Part(BlobId blob, Bytes pieces) {}

    /**
     * Answered by all that the sender of the answer holds, unless the digest is of just that.
     * Marked.
     *
     * @param digest of what the other side said to hold whole: SHA-256 over the ids, ascending
     */
    record Heard(WikiId wiki, Bytes digest) implements OfFiles {}

    /**
     * @param pieces numbers, from 0, of pieces of {@link Limits#PIECE_BYTES}
     */
    record Need(WikiId wiki, BlobId blob, List<Integer> pieces) implements OfFiles {}

    /** These pieces came from elsewhere; none of them need be sent any more. Marked. */
    record Cancel(WikiId wiki, BlobId blob, List<Integer> pieces) implements OfFiles {}

    /**
     * @param body empty if the sender does not hold it
     */
    record Piece(WikiId wiki, BlobId blob, int piece, Bytes body) implements OfFiles {}

    /** Asks for {@link Leaves}. Marked. */
    record Tree(WikiId wiki, BlobId blob) implements OfFiles {}

    /**
     * Marked.
     *
     * @param hashes of the pieces, 32 bytes each; empty if the sender does not know them
     */
    record Leaves(WikiId wiki, BlobId blob, Bytes hashes) implements OfFiles {}

    /**
     * About keeping attachments that another drops (decision 0038); only to who has the capability
     * for it.
     *
     * @param asked which the sender wants to drop, and asks the other to keep
     * @param given promises, as signed: answers
     * @param refused asked for, and not promised
     */
    record Keep(WikiId wiki, List<Asked> asked, List<Bytes> given, List<Asked> refused)
            implements OfFiles {}

    /**
     * @param nonce 32 bytes, drawn for this; the answer repeats it
     */
    record Asked(BlobId blob, Bytes nonce) {}

    /**
     * A tab on the sender's node; forgotten after 30 s, never stored, never passed on.
     *
     * @param here false when the tab leaves the page
     * @param editing false for one who reads
     * @param anchor position in UTF-16 units
     * @param head position in UTF-16 units
     */
    record Presence(
            WikiId wiki,
            PageId page,
            String tab,
            boolean here,
            boolean editing,
            int anchor,
            int head)
            implements Message {}

    /**
     * A search asked of a peer.
     *
     * @param query number that the answer repeats
     */
    record Query(WikiId wiki, long query, String text, int limit) implements Message {}

    record Hits(WikiId wiki, long query, long total, List<Hit> hits) implements Message {}

    record Hit(PageId page, String title, String snippet) {}

    /**
     * What nodes in this wiki signed about themselves.
     *
     * @param records where they are
     * @param offers what they offer
     */
    record Peers(WikiId wiki, List<Bytes> records, List<Bytes> offers) implements Message {}

    /**
     * About edits that readers suggest (decision 0037); only to who has the capability for it.
     *
     * @param held names of those that the sender holds and did not name before
     * @param wanted names of those that it asks for
     * @param given those that it was asked for
     */
    record Suggest(WikiId wiki, List<Named> held, List<Named> wanted, List<Suggested> given)
            implements Message {}

    /** A suggestion, by its page and its change. */
    record Named(PageId page, ChangeHash change) {}

    /**
     * @param chunk one raw change
     * @param statement the revision by which its author signed it
     */
    record Suggested(PageId page, Bytes chunk, Bytes statement) {}

    /** The last message of a connection. */
    record Close(Reason reason, String explanation) implements Message {}

    /** Why a connection ends. The wire carries the name in lower case; unknown ones are OTHER. */
    enum Reason {
        /** The node stops. */
        GOING,
        /** The other does not speak a version that this node does. */
        VERSION,
        /** The other broke the protocol. */
        PROTOCOL,
        /** The other is no member of any wiki here. */
        STRANGER,
        /** Both have the same key: one data folder is a copy of the other. */
        SAME_KEY,
        /** The invite is unknown, used or expired, or the proof is wrong. */
        INVITE,
        /** Another connection between the two is kept. */
        DUPLICATE,
        /** This node has too much to do. */
        BUSY,
        OTHER
    }
}
