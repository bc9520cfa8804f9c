package enquire.sync.identity;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import java.time.Instant;

/**
 * That a node holds an attachment and keeps it for another, signed: it drops it only on promises of
 * others, as decision 0038 has it.
 *
 * @param keeper who promises
 * @param asker for whom
 * @param nonce 32 bytes that the asker drew for this
 * @param proof 32 bytes, SHA-256(nonce ‖ the file), which only who has the file can know
 * @param at by the keeper's clock, in milliseconds
 */
public record SignedPromise(
        WikiId wiki,
        BlobId blob,
        PeerId keeper,
        PeerId asker,
        Bytes nonce,
        Bytes proof,
        Instant at) {

    public static final int NONCE_BYTES = 32;

    /**
     * Six values of 32 bytes with their lengths and names take 250 bytes (arithmetic); and some.
     */
    private static final int BODY_BYTES_MAX = 320;

    /**
     * @param key of the keeper
     */
    public Bytes sign(NodeKey key) {
        var out = new CborWriter().map(7).key("wiki").bytes(wiki.value());
        out.key("blob").bytes(blob.value()).key("keeper").bytes(keeper.value());
        out.key("asker").bytes(asker.value()).key("nonce").bytes(nonce).key("proof").bytes(proof);
        out.key("at").number(at.toEpochMilli());
        return SignedBody.sign(key, Purpose.PROMISE, out.end().toBytes());
    }

    /**
     * @throws MalformedException if it is no such record or not signed by the keeper it names
     */
    public static SignedPromise read(Bytes bytes) {
        return SignedBody.read(
                bytes, BODY_BYTES_MAX, Purpose.PROMISE, SignedPromise::body, SignedPromise::keeper);
    }

    private static SignedPromise body(CborReader in) {
        in.startMap();
        var read =
                new SignedPromise(
                        new WikiId(in.key("wiki").bytes(WikiId.BYTES)),
                        new BlobId(in.key("blob").bytes(BlobId.BYTES)),
                        new PeerId(in.key("keeper").bytes(PeerId.BYTES)),
                        new PeerId(in.key("asker").bytes(PeerId.BYTES)),
                        in.key("nonce").bytes(NONCE_BYTES),
                        in.key("proof").bytes(NONCE_BYTES),
                        SignedBody.at(in));
        in.endMap();
        return read;
    }
}
