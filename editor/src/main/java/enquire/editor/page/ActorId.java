package enquire.editor.page;

/**
 * Who made a change, in Automerge's sense: the author's public key and 8 bytes drawn anew at each
 * start of the node and for every fork that writes, so that no (actor, seq) is ever used twice.
 *
 * @param value exactly 40 bytes
 */
public record ActorId(Bytes value) implements Comparable<ActorId> {

    public static final int BYTES = 40;
    public static final int SALT_BYTES = 8;

    public ActorId {
        if (value.size() != BYTES) {
            throw new IllegalArgumentException(
                    "an actor id has %d bytes, not %d".formatted(BYTES, value.size()));
        }
    }

    public static ActorId of(PeerId author, Bytes salt) {
        return new ActorId(Bytes.concat(author.value(), salt));
    }

    public PeerId author() {
        return new PeerId(value.slice(0, PeerId.BYTES));
    }

    @Override
    public int compareTo(ActorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toHex();
    }
}
