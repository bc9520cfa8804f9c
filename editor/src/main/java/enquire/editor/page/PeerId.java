package enquire.editor.page;

/**
 * Names a node and its person: the raw Ed25519 public key (RFC 8032, section 5.1.5).
 *
 * @param value exactly 32 bytes
 */
public record PeerId(Bytes value) implements Comparable<PeerId> {

    public static final int BYTES = 32;

    public PeerId {
        if (value.size() != BYTES) {
            throw new IllegalArgumentException(
                    "a peer id has %d bytes, not %d".formatted(BYTES, value.size()));
        }
    }

    /**
     * @throws IllegalArgumentException if {@code hex} is not 64 hexadecimal digits
     */
    public static PeerId parse(String hex) {
        return new PeerId(Bytes.ofHex(hex));
    }

    @Override
    public int compareTo(PeerId other) {
        return value.compareTo(other.value);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return value.toHex();
    }
}
