package enquire.editor.page;

import java.util.Collection;
import java.util.List;

/**
 * Which version of a page: the hashes of the changes that no other change of that version depends
 * on.
 *
 * @param hashes ascending, without duplicates; empty only for a page of which nothing is held
 */
public record Heads(List<ChangeHash> hashes) {

    public static final Heads NONE = new Heads(List.of());

    public Heads {
        hashes = hashes.stream().sorted().distinct().toList();
    }

    public static Heads of(Collection<ChangeHash> hashes) {
        return new Heads(List.copyOf(hashes));
    }

    public boolean contains(ChangeHash hash) {
        return hashes.contains(hash);
    }

    public boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** All hashes, one behind the other: what is hashed and stored. */
    public Bytes toBytes() {
        return Bytes.concat(hashes.stream().map(ChangeHash::value).toArray(Bytes[]::new));
    }

    /**
     * @throws IllegalArgumentException if the length is no multiple of 32
     */
    public static Heads ofBytes(Bytes bytes) {
        if (bytes.size() % ChangeHash.BYTES != 0) {
            throw new IllegalArgumentException(
                    "heads of %d bytes are no list of hashes".formatted(bytes.size()));
        }
        var hashes = new java.util.ArrayList<ChangeHash>();
        for (int at = 0; at < bytes.size(); at += ChangeHash.BYTES) {
            hashes.add(new ChangeHash(bytes.slice(at, at + ChangeHash.BYTES)));
        }
        return of(hashes);
    }
}
