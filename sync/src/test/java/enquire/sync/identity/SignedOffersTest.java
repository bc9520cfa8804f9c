package enquire.sync.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.sync.cbor.MalformedException;
import enquire.sync.protocol.Limits;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedOffersTest {

    private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

    private final NodeKey alice = TestKeys.of("Alice");
    private final Offers most = new Offers(alice.id(), Offers.STORAGE_BYTES_MAX, true, true, true);

    @Test
    void offersAreReadAsTheirNodeSignedThem() {
        for (Offers each : List.of(most, new Offers(alice.id(), 0, false, true, false))) {
            Bytes signed = SignedOffers.sign(alice, each, AT);

            assertEquals(new SignedOffers(each, AT), SignedOffers.read(signed));
            assertTrue(signed.size() <= Limits.OFFER_RECORD_BYTES, "" + signed.size());
        }
    }

    @Test
    void offersThatSomebodyChangedOrAnotherSignedAreRefused() {
        byte[] signed = SignedOffers.sign(alice, most, AT).toArray();
        for (int at = 0; at < signed.length; at++) {
            byte[] changed = signed.clone();
            changed[at] ^= 1;
            assertThrows(
                    MalformedException.class,
                    () -> SignedOffers.read(Bytes.of(changed)),
                    "byte " + at);
        }
        Bytes forged = SignedOffers.sign(TestKeys.of("Mallory"), most, AT);
        assertThrows(MalformedException.class, () -> SignedOffers.read(forged));
    }

    @Test
    void addressesPassForNoOffers() {
        Bytes addresses = SignedAddresses.sign(alice, List.of("h:1"), AT);

        assertThrows(MalformedException.class, () -> SignedOffers.read(addresses));
    }
}
