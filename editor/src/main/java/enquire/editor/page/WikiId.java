package enquire.editor.page;

/**
 * Names a wiki: the SHA-256 of its signed genesis record.
 *
 * @param value exactly 32 bytes
 */
public record WikiId(Bytes value) implements Comparable<WikiId> {

    public static final int BYTES = 32;

    public WikiId {
        if (value.size() != BYTES) {
            throw new IllegalArgumentException(
                    "a wiki id has %d bytes, not %d".formatted(BYTES, value.size()));
        }
    }

    /**
     * @throws IllegalArgumentException if {@code hex} is not 64 hexadecimal digits
     */
    public static WikiId parse(String hex) {
        return new WikiId(Bytes.ofHex(hex));
    }

    @Override
    public int compareTo(WikiId other) {
        return value.compareTo(other.value);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return value.toHex();
    }
}
