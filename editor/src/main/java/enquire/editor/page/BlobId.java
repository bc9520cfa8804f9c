package enquire.editor.page;

/**
 * Names an attachment: the SHA-256 of its bytes.
 *
 * @param value exactly 32 bytes
 */
public record BlobId(Bytes value) implements Comparable<BlobId> {

    public static final int BYTES = 32;

    public BlobId {
        if (value.size() != BYTES) {
            throw new IllegalArgumentException(
                    "a blob id has %d bytes, not %d".formatted(BYTES, value.size()));
        }
    }

    /**
     * @throws IllegalArgumentException if {@code hex} is not 64 hexadecimal digits
     */
    public static BlobId parse(String hex) {
        return new BlobId(Bytes.ofHex(hex));
    }

    @Override
    public int compareTo(BlobId other) {
        return value.compareTo(other.value);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return value.toHex();
    }
}
