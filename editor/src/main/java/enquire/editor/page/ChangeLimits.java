package enquire.editor.page;

/**
 * Every bound that the screening holds a change to, and that what is written here keeps to. They
 * stand in {@code docs/PROTOCOL.md} too: nodes with other ones would refuse each other's changes.
 */
final class ChangeLimits {

    /**
     * A change inflated, in bytes. As much as a frame of the wire holds, so a change that must not
     * be compressed on its way can travel; deflate packs up to a thousand times that into such a
     * frame. (Design, section 8.)
     */
    static final int BODY_BYTES_MAX = 1 << 20;

    /**
     * What is left of a change from which all was taken out that can be, uncompressed: a KiB less
     * than a raw change may have on its way, for the hash and the frame around it. A change that
     * could grow beyond is refused when it comes, since later it could neither keep its secret nor
     * lose it. (Arithmetic.)
     */
    static final int BLANKED_BODY_BYTES_MAX = (1 << 20) - 17 * 1024;

    /**
     * Operations of one change, and operations that one change overwrites. Ten bytes can say 2^62
     * of them, and each takes 400 bytes of native memory (measured), so this is 8 MB. One character
     * is one operation: what a person writes in one go is smaller, and a paste or an import that is
     * larger is split. (Design, section 8; the very number is a guess.)
     */
    static final int OPERATIONS_MAX = 20_000;

    /**
     * What one change may follow at once: as many heads as a version in a message may have.
     * Invented ones cost their sender 3 bytes each, and whoever holds them some 100 (measured). A
     * page of ours that has more heads is gathered first: {@link Gathering}.
     */
    static final int DEPENDENCIES_MAX = 1_024;

    /**
     * The largest number of a change or an operation. Automerge keeps 32 bits, and an own edit that
     * would need more aborts the process (measured), so half of that stays free. (A guess; nobody
     * makes 2 thousand million edits.)
     */
    static final long COUNTER_MAX = Integer.MAX_VALUE;

    /**
     * The number of the last operation of a change, which is one more than that of all it builds
     * on: how much a page may ever see. Three times what the longest text would take if it were
     * typed as the longest trace we know (260,000 operations for 105,000 characters, so 2.6 million
     * for 2^20; arithmetic). A page that others let grow so far would take 3.4 GB. What is written
     * here ends at half of it, so that nothing that was typed is ever refused by others.
     */
    static final long PAGE_OPERATIONS_MAX = 1L << 23;

    /**
     * A key or a value of a map of the page, in UTF-8 bytes. The longest alias has 765, since a
     * title has 255 UTF-16 units (arithmetic); the rest is room for the manifest of an attachment.
     * (Design, section 8.)
     */
    static final int STRING_BYTES_MAX = 1024;

    /**
     * Keys and values of maps in one change of ours, in bytes; others may have more. With the
     * columns of 20,000 operations, at most some 30 bytes each, that stays below the 1 MiB of a
     * change. (Arithmetic.)
     */
    static final int OWN_VALUE_BYTES_MAX = 256 * 1024;

    private ChangeLimits() {}
}
