package enquire.sync.identity;

import enquire.editor.page.Bytes;
import enquire.sync.cbor.MalformedException;
import enquire.sync.transport.PeerAddress;
import java.nio.charset.StandardCharsets;

/** Signed addresses and offers of peers, addresses and ids of peers as text. */
public final class AddressesFuzz {

    private AddressesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            SignedAddresses.read(Bytes.of(input));
        } catch (MalformedException e) {
            // What it is for; the same bytes may be an offer.
        }
        try {
            SignedOffers.read(Bytes.of(input));
        } catch (MalformedException e) {
            // What it is for; the same bytes as text go on.
        }
        String text = new String(input, StandardCharsets.UTF_8);
        PeerAddress.parse(text)
                .ifPresent(address -> {
                    if (!PeerAddress.parse(address.toString()).orElseThrow().equals(address)) {
                        throw new AssertionError("it reads otherwise when it is written again");
                    }
                });
        try {
            PeerIds.parse(PeerIds.format(PeerIds.parse(text)));
        } catch (IllegalArgumentException e) {
            return; // What it is for.
        }
    }
}
