package enquire.editor.page;

/**
 * Names one Automerge change: the SHA-256 of its chunk, as Automerge computes it.
 *
 * @param value exactly 32 bytes
 */
public record ChangeHash(Bytes value) implements Comparable<ChangeHash> {

    public static final int BYTES = 32;

    public ChangeHash {
        if (value.size() != BYTES) {
            throw new IllegalArgumentException(
                    "a change hash has %d bytes, not %d".formatted(BYTES, value.size()));
        }
    }

    /**
     * @throws IllegalArgumentException if {@code hex} is not 64 hexadecimal digits
     */
    public static ChangeHash parse(String hex) {
        return new ChangeHash(Bytes.ofHex(hex));
    }

    @Override
    public int compareTo(ChangeHash other) {
        return value.compareTo(other.value);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return value.toHex();
    }
}
