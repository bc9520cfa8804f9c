package enquire.sync.protocol;

import enquire.editor.page.PieceTree;

/**
 * Every bound of the wire. A peer that exceeds one is disconnected. The reasons stand in {@code
 * docs/PROTOCOL.md} too.
 */
public final class Limits {

    /** The version of the protocol that this program speaks. */
    public static final int VERSION = 1;

    /**
     * The largest frame, and the largest message inflated, in bytes (design, section 7). One number
     * for both: a message that was packed by its plain size always fits.
     */
    public static final int FRAME_BYTES = 1 << 20;

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

    /** Capabilities in one hello. */
    public static final int CAPABILITIES = 64;

    /** Pages in one {@code index}: 60 bytes each with one head, so 0.5 MB (arithmetic). */
    public static final int INDEX_ENTRIES = 8_192;

    /**
     * Heads of one version: 32 kB. Heads are as many as people who wrote a page while all were
     * apart, so this is far above what a wiki meets (a guess).
     */
    public static final int HEADS = 1_024;

    /** Pages in one {@code want}, {@code changes} or {@code have}. */
    public static final int PAGES = 2_000;

    /**
     * One raw change, in bytes. What our own editor makes has at most 20,000 operations, far below;
     * what is larger cannot travel.
     */
    public static final int CHUNK_BYTES = PACKED_BYTES;

    /** Raw changes in one {@code changes}: the smallest has about 100 bytes (measured). */
    public static final int CHUNKS = 10_000;

    /** One signed statement, in bytes: an adoption of 1,024 hashes has 35 kB. */
    public static final int STATEMENT_BYTES = 128 * 1024;

    /** Statements in one {@code changes}: about 250 bytes each. */
    public static final int STATEMENTS = 4_096;

    /** One signed roster record, in bytes. */
    public static final int ROSTER_RECORD_BYTES = 4 * 1024;

    /** Roster records in one message: about 250 bytes each, so 1 MB. */
    public static final int ROSTER_RECORDS = 4_096;

    /**
     * One piece of an attachment, in bytes: 256 KiB, so that live edits never wait long behind one.
     */
    public static final int PIECE_BYTES = PieceTree.PIECE_BYTES;

    /** The largest attachment that can be named, in pieces: 1 TiB. */
    public static final int PIECES = 1 << 22;

    /** Pieces asked for in one {@code need}. */
    public static final int NEEDED_PIECES = 64;

    /** The longest search, in UTF-16 units. */
    public static final int QUERY_UNITS = 1_024;

    public static final int HITS = 100;

    /** The longest snippet of a hit, in UTF-16 units. */
    public static final int SNIPPET_UNITS = 2_048;

    /** Signed addresses in one {@code peers}. */
    public static final int ADDRESS_RECORDS = 256;

    /** One signed record of addresses, in bytes. */
    public static final int ADDRESS_RECORD_BYTES = 8 * 1024;

    /** The longest explanation in {@code close}, in UTF-16 units. */
    public static final int EXPLANATION_UNITS = 512;

    /** Random id of a store, in bytes. */
    public static final int INDEX_ID_BYTES = 16;

    public static final int INVITE_ID_BYTES = 16;

    /** An HMAC-SHA256. */
    public static final int PROOF_BYTES = 32;

    /** The longest id of a tab, in UTF-16 units. */
    public static final int TAB_UNITS = 64;

    private Limits() {}
}
