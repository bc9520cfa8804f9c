package enquire.sync.identity;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import java.time.Instant;
import java.util.function.Function;

/** What a node signs about itself: a CBOR list of the body's bytes and the signature over them. */
final class SignedBody {

    /** The last millisecond of the year 9999, as every calendar can write it. */
    private static final long MILLIS_MAX = 253_402_300_799_999L;

    private SignedBody() {}

    static Bytes sign(NodeKey key, Purpose purpose, Bytes body) {
        var signed = new CborWriter().list(2).bytes(body);
        return signed.bytes(key.sign(purpose, body)).end().toBytes();
    }

    /**
     * @param signer whom the body is about
     * @throws MalformedException if it is no such record or not signed by that one
     */
    static <T> T read(
            Bytes bytes,
            int bodyBytesMax,
            Purpose purpose,
            Function<CborReader, T> body,
            Function<T, PeerId> signer) {
        return CborReader.read(
                bytes,
                in -> {
                    in.startList();
                    Bytes said = in.bytes(1, bodyBytesMax);
                    Bytes signature = in.bytes(NodeKey.SIGNATURE_BYTES);
                    in.endList();
                    T read = CborReader.read(said, body);
                    if (!NodeKey.verify(signer.apply(read), purpose, said, signature)) {
                        throw new MalformedException("the signature is not its peer's");
                    }
                    return read;
                });
    }

    static Instant at(CborReader in) {
        return Instant.ofEpochMilli(in.key("at").number(0, MILLIS_MAX));
    }
}
