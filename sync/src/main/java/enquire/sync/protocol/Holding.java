package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.stream.Stream;

/** How what is held of attachments is written down in messages. */
public final class Holding {

    private Holding() {}

    /** SHA-256 over the ids, ascending: equal on two nodes that speak of the same files. */
    public static Bytes digest(Stream<BlobId> blobs) {
        MessageDigest digest = Bytes.sha256Digest();
        blobs.sorted().forEach(blob -> digest.update(blob.value().toArray()));
        return Bytes.of(digest.digest());
    }

    public static Bytes bits(BitSet pieces) {
        return Bytes.of(pieces.toByteArray());
    }

    /** Whatever is said beyond the last piece is passed over. */
    public static BitSet pieces(Bytes bits, int count) {
        return BitSet.valueOf(bits.toArray()).get(0, count);
    }
}
