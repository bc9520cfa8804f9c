package enquire.editor.page;

/**
 * The form in which a change is kept and sent whose characters were taken out for good: the hash
 * that it had, which everything that follows it names, and an uncompressed frame of what is left.
 * Nobody can tell from it alone that this is what is left: a signed record says so.
 */
final class BlankedChunk {

    /** Not the beginning of any chunk of Automerge's. */
    private static final Bytes MAGIC = Bytes.ofHex("656e7142");

    private static final int HASH_END = 4 + ChangeHash.BYTES;

    /** Around a body: magic bytes and hash, and the frame of what is left. (Arithmetic.) */
    static final int FRAME_BYTES_MAX = HASH_END + 12;

    private BlankedChunk() {}

    static boolean is(Bytes chunk) {
        return chunk.startsWith(MAGIC);
    }

    static Bytes of(ChangeHash hash, Bytes frame) {
        return Bytes.concat(MAGIC, hash.value(), frame);
    }

    /**
     * @throws MalformedChangeException if it ends early
     */
    static ChangeHash hash(Bytes chunk) {
        if (chunk.size() <= HASH_END) {
            throw new MalformedChangeException("The bytes of the change end early.");
        }
        return new ChangeHash(chunk.slice(MAGIC.size(), HASH_END));
    }

    /** What is left, as a frame of its own. */
    static Bytes frame(Bytes chunk) {
        return chunk.slice(HASH_END, chunk.size());
    }
}
