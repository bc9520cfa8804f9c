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

    @Test
    void onlyHostAndPortInAsciiAreAddresses() {
        String longest = "a".repeat(SignedAddresses.ADDRESS_UNITS_MAX - 2) + ":1";
        for (String address : List.of("host.example:8748", "[fe80::1%eth0]:1", longest)) {
            assertEquals(List.of(address), read(address));
        }
        for (String none :
                List.of("", "host", ":1", "host:", "h\u00f6st:1", "a b:1", "a" + longest)) {
            assertThrows(MalformedException.class, () -> read(none), none);
        }
    }

    private List<String> read(String address) {
        return SignedAddresses.read(SignedAddresses.sign(alice, List.of(address), AT)).addresses();
    }
}
