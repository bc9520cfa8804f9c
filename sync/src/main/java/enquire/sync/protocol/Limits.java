package enquire.sync.protocol;

import enquire.editor.page.PieceTree;

/**
 * Every bound of the wire. A peer that exceeds one is disconnected; one that overdraws a {@code
 * BUDGET_…} is only read later. The reasons stand in {@code docs/PROTOCOL.md} too.
 */
public final class Limits {

    /** The version of the protocol that this program speaks. */
    public static final int VERSION = 2;

    /**
     * The largest frame, and the largest message inflated, in bytes (design, section 7). One number
     * for both: a message that was packed by its plain size always fits.
     */
    public static final int FRAME_BYTES = 1 << 20;

    /**
     * The largest message of somebody who has not said hello, as a frame and inflated, in bytes: a
     * {@code hello} with all wikis, capabilities and names there may be has 64 kB (arithmetic).
     */
    static final int GREETING_BYTES = 96 * 1024;

    /**
     * What who is taken for a former member packs into his answer at most, in bytes: a greeting
     * less 4 KiB for the id and lengths. Some 300 records that the other has not heard of, each
     * with a few parents (arithmetic).
     */
    static final int ANSWER_PACKED_BYTES = GREETING_BYTES - 4 * 1024;

    /**
     * What a sender packs into one message at most, in bytes: a frame less 16 KiB for ids, lengths
     * and keys (the largest such overhead is that of 2,000 pages at 8 bytes of lengths;
     * arithmetic).
     */
    public static final int PACKED_BYTES = FRAME_BYTES - 16 * 1024;

    /** A message below this many bytes is never deflated: there is little to win (a guess). */
    public static final int DEFLATE_BYTES_MIN = 512;

    /** The longest name of a person or wiki, in UTF-16 units: a line of text. */
    public static final int NAME_UNITS = 64;

    /** Wikis in one hello: more than a node opens (a guess). */
    public static final int WIKIS = 256;

    /** Capabilities in one hello: room for each message that may be added in years (a guess). */
    public static final int CAPABILITIES = 64;

    /** Pages in one {@code index}: 60 bytes each with one head, so 0.5 MB (arithmetic). */
    public static final int INDEX_ENTRIES = 8_192;

    /**
     * Heads of one version: 32 kB. Heads are as many as people who wrote a page while all were
     * apart, so this is far above what a wiki meets (a guess).
     */
    public static final int HEADS = 1_024;

    /**
     * Heads that this node names of one version, and of earlier ones with them: more people than
     * are ever apart at once (a guess), and few enough that all pages that may be asked for at a
     * time name 65,536 together. See {@link CutHeads}.
     */
    public static final int HEADS_NAMED = 128;

    /**
     * Pages that a {@code seen} names as owed: 64 kB (arithmetic). A list of so many says less than
     * it seems to: there may be more.
     */
    public static final int OWED_NAMED = 4_096;

    /**
     * Pages in one {@code want} or {@code changes}, attachments in one {@code have}: four times the
     * 512 pages that we have wanted and not answered at a time, and with 8 bytes of lengths each
     * what {@link #PACKED_BYTES} leaves room for (arithmetic).
     */
    public static final int PAGES = 2_000;

    /**
     * Titles beside its own that are told of a page, and kept: more than nearly all pages ever had
     * (a guess).
     */
    public static final int OTHER_TITLES = 16;

    /**
     * One raw change, in bytes. What our own editor makes has at most 20,000 operations, far below;
     * what is larger cannot travel.
     */
    public static final int CHUNK_BYTES = PACKED_BYTES;

    /** Raw changes in one {@code changes}: the smallest has about 100 bytes (measured). */
    public static final int CHUNKS = 10_000;

    /** One signed statement, in bytes: an adoption of 64 hashes has 2.5 to 5 kB. */
    public static final int STATEMENT_BYTES = 8 * 1024;

    /** Statements in one {@code changes}: about 250 bytes each. */
    public static final int STATEMENTS = 4_096;

    /** One signed roster record, in bytes: one with 64 parents has 2.2 kB (arithmetic). */
    public static final int ROSTER_RECORD_BYTES = 4 * 1024;

    /** Roster records in one message: about 250 bytes each, so 1 MB. */
    public static final int ROSTER_RECORDS = 4_096;

    /**
     * One piece of an attachment, in bytes: 256 KiB, so that live edits never wait long behind one.
     */
    public static final int PIECE_BYTES = PieceTree.PIECE_BYTES;

    /** The largest attachment that can be named, in pieces: 1 TiB. */
    public static final int PIECES = 1 << 22;

    /**
     * Pieces asked for in one {@code need}: 16 times the 4 that we are ahead (a guess), which take
     * 3 s at 50 Mbit/s (arithmetic).
     */
    public static final int NEEDED_PIECES = 64;

    /** Pieces of the largest file that is fetched from several: 4 GiB. (A guess: a long film.) */
    public static final int FETCHED_PIECES = 1 << 14;

    /** Hashes of all pieces of such a file, in bytes: half a frame (arithmetic). */
    public static final int LEAVES_BYTES = 32 * FETCHED_PIECES;

    /** Which pieces of such a file are held, in bytes: a bit each. */
    public static final int PART_BYTES = FETCHED_PIECES / 8;

    /** Files held in part that one {@code have} tells of: 130 kB of bits (arithmetic). */
    public static final int PARTS = 64;

    /**
     * Requests for hashes of pieces that may wait at a time: twice what a node asks of one peer. Of
     * more, a peer is told that there are none for now.
     */
    public static final int TREES = 16;

    /** Files that a peer is taken at its word to hold, of one wiki. (A guess.) */
    public static final int HOLDINGS = 32_768;

    /** Files that one {@code keep} asks for, promises or refuses: what is asked for at a time. */
    public static final int KEPT = 16;

    /** One signed promise, in bytes: the largest has 330 (arithmetic). */
    public static final int PROMISE_BYTES = 512;

    /** The longest search, in UTF-16 units: the 1,000 that a node reads of its own (a guess). */
    public static final int QUERY_UNITS = 1_024;

    /** Hits in one answer: five screens of 20 (a guess). */
    public static final int HITS = 100;

    /**
     * The longest snippet of a hit, in UTF-16 units: nine times the two lines that are shown. With
     * 100 hits, 200,000 units, which fit a frame at 3 bytes each (arithmetic).
     */
    public static final int SNIPPET_UNITS = 2_048;

    /** Signed addresses in one {@code peers}, one of each member: a large wiki (a guess). */
    public static final int ADDRESS_RECORDS = 256;

    /**
     * One signed record of addresses, in bytes: eight of 260 letters of ASCII take 2.2 kB with all
     * around them, and as many as one message may hold 0.6 MB, so they fit a frame (arithmetic).
     */
    public static final int ADDRESS_RECORD_BYTES = 2_304;

    /** Signed offers in one {@code peers}: of as many members as addresses. */
    public static final int OFFER_RECORDS = ADDRESS_RECORDS;

    /** One signed record of offers, in bytes: the largest has 185 (arithmetic). */
    public static final int OFFER_RECORD_BYTES = 256;

    /**
     * Suggestions named in one {@code suggest}, and asked for at a time: all that a node keeps of a
     * wiki, in 64 kB (arithmetic).
     */
    public static final int SUGGESTIONS_NAMED = 1_280;

    /** Suggestions given in one {@code suggest}: most have less than 1 kB. (A guess.) */
    public static final int SUGGESTIONS_GIVEN = 64;

    /** The raw change of one, in bytes; 20,000 operations take some 100 kB. */
    public static final int SUGGESTION_BYTES = 256 * 1024;

    /** The longest explanation in {@code close}, in UTF-16 units: three sentences (a guess). */
    public static final int EXPLANATION_UNITS = 512;

    /** Random id of a store, in bytes: 128 bits are never drawn twice. */
    public static final int INDEX_ID_BYTES = 16;

    /** Random id of an invite, in bytes: as long as that of a store, for the same reason. */
    public static final int INVITE_ID_BYTES = 16;

    /** An HMAC-SHA256. */
    public static final int PROOF_BYTES = 32;

    /** An Ed25519 signature (RFC 8032). */
    public static final int CONSENT_BYTES = 64;

    /**
     * The longest id of a tab, in UTF-16 units: ours are 16 random bytes in hexadecimal; twice that
     * (a guess).
     */
    public static final int TAB_UNITS = 64;

    /**
     * Bytes that a peer may send at once beyond what it may in the long run: a wiki of 10,000 pages
     * has some 20 MB on the wire (measured, row 9).
     */
    public static final long BUDGET_BYTES = 64L << 20;

    /** Bytes a second in the long run: more than a line of 100 Mbit/s carries (arithmetic). */
    public static final long BUDGET_BYTES_PER_SECOND = 16L << 20;

    /** Messages at once: a first sync of 10,000 pages takes a few hundred. (A guess.) */
    public static final long BUDGET_MESSAGES = 4_000;

    /** Messages a second in the long run: each key of 20 people, with presence. (A guess.) */
    public static final long BUDGET_MESSAGES_PER_SECOND = 500;

    /**
     * Signatures to check at once: one for each page of a first sync of 10,000, and as many more.
     * 64 statements mostly share one.
     */
    public static final long BUDGET_SIGNATURES = 20_000;

    /**
     * Signatures a second in the long run, counted as if none were shared: more than the 1,800
     * pages a second of row 9; a core checks some 1,500 (measured; design, section 6), so one peer
     * takes at most about one.
     */
    public static final long BUDGET_SIGNATURES_PER_SECOND = 2_000;

    /** Queries at once: what a peer asks who looks through the results of ten (a guess). */
    public static final long BUDGET_QUERIES = 40;

    /** Queries a second in the long run: nobody reads so fast, scripts may (a guess). */
    public static final long BUDGET_QUERIES_PER_SECOND = 4;

    private Limits() {}
}
