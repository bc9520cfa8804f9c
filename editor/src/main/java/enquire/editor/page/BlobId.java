package enquire.editor.page;

import java.util.random.RandomGenerator;

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

    /** Names nothing: a place to begin at. */
    public static BlobId anywhere(RandomGenerator random) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return new BlobId(Bytes.of(drawn));
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
