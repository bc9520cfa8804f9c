package enquire.sync.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.page.Bytes;
import enquire.sync.cbor.MalformedException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedAddressesTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private final NodeKey alice = TestKeys.of("Alice");
    private final List<String> addresses = List.of("10.0.0.2:8748", "[2001:db8::1]:8748");

    @Test
    void addressesAreReadAsTheirNodeSignedThem() {
        assertEquals(
                new SignedAddresses(alice.id(), addresses, AT),
                SignedAddresses.read(SignedAddresses.sign(alice, addresses, AT)));
    }

    @Test
    void addressesThatSomebodyChangedAreRefused() {
        Bytes signed = SignedAddresses.sign(alice, addresses, AT);
        for (int at = 0; at < signed.size(); at++) {
            byte[] changed = signed.toArray();
            changed[at] ^= 1;
            assertThrows(
                    MalformedException.class,
                    () -> SignedAddresses.read(Bytes.of(changed)),
                    "byte " + at);
        }
    }

    @Test
    void moreThanEightAddressesAreRefused() {
        Bytes signed = SignedAddresses.sign(alice, java.util.Collections.nCopies(9, "a:1"), AT);

        assertThrows(MalformedException.class, () -> SignedAddresses.read(signed));
    }
}
