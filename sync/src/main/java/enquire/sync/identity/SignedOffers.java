package enquire.sync.identity;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import java.time.Instant;

/**
 * What a node offers, signed; others pass it on as it is. The newest one counts.
 *
 * @param at by the node's own clock, in milliseconds
 */
public record SignedOffers(Offers offers, Instant at) {

    /** Names and values of the largest body take 116 bytes (arithmetic); and some. */
    private static final int BODY_BYTES_MAX = 160;

    public static Bytes sign(NodeKey key, Offers offers, Instant at) {
        var out = new CborWriter().map(6).key("peer").bytes(offers.peer().value());
        out.key("storage").number(offers.storageBytes()).key("alwaysOn").flag(offers.alwaysOn());
        out.key("relay").flag(offers.relay()).key("search").flag(offers.search());
        out.key("at").number(at.toEpochMilli());
        return SignedBody.sign(key, Purpose.OFFERS, out.end().toBytes());
    }

    /**
     * @throws MalformedException if it is no such record or not signed by the peer it names
     */
    public static SignedOffers read(Bytes bytes) {
        return SignedBody.read(
                bytes,
                BODY_BYTES_MAX,
                Purpose.OFFERS,
                SignedOffers::body,
                read -> read.offers().peer());
    }

    private static SignedOffers body(CborReader in) {
        in.startMap();
        var read =
                new SignedOffers(
                        new Offers(
                                new PeerId(in.key("peer").bytes(PeerId.BYTES)),
                                in.key("storage").number(0, Offers.STORAGE_BYTES_MAX),
                                in.key("alwaysOn").flag(),
                                in.key("relay").flag(),
                                in.key("search").flag()),
                        SignedBody.at(in));
        in.endMap();
        return read;
    }
}
