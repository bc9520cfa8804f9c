package enquire.sync.identity;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a node can be reached, as it says itself; others pass it on as it is. The newest one
 * counts.
 *
 * @param addresses {@code host:port}, the best first
 * @param at by the node's own clock, in milliseconds
 */
public record SignedAddresses(PeerId peer, List<String> addresses, Instant at) {

    public static final int ADDRESSES_MAX = 8;

    /** A host name has at most 253 characters (RFC 1035), a port 5. */
    public static final int ADDRESS_UNITS_MAX = 260;

    /** Eight addresses of the longest kind have 2,104 bytes, the rest 63 (arithmetic). */
    private static final int BODY_BYTES_MAX = 2_176;

    /** Of ASCII, so that a length is the same in letters and in bytes. */
    private static final Pattern ADDRESS = Pattern.compile("[!-~]+:[0-9]{1,5}");

    /** Whether a record may hold this; it may still be of no use to anybody who dials it. */
    public static boolean isAddress(String text) {
        return text.length() <= ADDRESS_UNITS_MAX && ADDRESS.matcher(text).matches();
    }

    /** A CBOR list of the body's bytes and the signature over them. */
    public static Bytes sign(NodeKey key, List<String> addresses, Instant at) {
        var out = new CborWriter().map(3).key("peer").bytes(key.id().value());
        out.key("addresses").list(addresses, out::text).key("at").number(at.toEpochMilli());
        return SignedBody.sign(key, Purpose.ADDRESSES, out.end().toBytes());
    }

    /**
     * @throws MalformedException if it is no such record or not signed by the peer it names
     */
    public static SignedAddresses read(Bytes bytes) {
        return SignedBody.read(
                bytes,
                BODY_BYTES_MAX,
                Purpose.ADDRESSES,
                SignedAddresses::body,
                SignedAddresses::peer);
    }

    private static SignedAddresses body(CborReader in) {
        in.startMap();
        var read =
                new SignedAddresses(
                        new PeerId(in.key("peer").bytes(PeerId.BYTES)),
                        in.key("addresses").list(ADDRESSES_MAX, r -> r.text(ADDRESS_UNITS_MAX)),
                        SignedBody.at(in));
        in.endMap();
        if (!read.addresses().stream().allMatch(SignedAddresses::isAddress)) {
            throw new MalformedException("an address that is not host:port in ASCII");
        }
        return read;
    }
}
