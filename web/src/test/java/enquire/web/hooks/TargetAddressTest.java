package enquire.web.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetAddressTest {

    @ParameterizedTest
    @CsvSource({
        "93.184.215.14, true, true",
        "2606:4700::1111, true, true",
        "172.32.0.1, true, true",
        "127.0.0.1, false, true",
        "127.9.9.9, false, true",
        "::1, false, true",
        "10.1.2.3, false, true",
        "172.16.0.1, false, true",
        "192.168.1.1, false, true",
        "100.64.0.1, false, true",
        "100.127.255.255, false, true",
        "169.254.169.254, false, true",
        "fe80::1, false, true",
        "fc00::1, false, true",
        "fd12::1, false, true",
        "fec0::1, false, true",
        "198.18.0.1, false, true",
        "192.0.2.1, false, true",
        "2001:db8::1, false, true",
        "2001::1, false, true",
        "3fff::1, false, true",
        "3fff:fff:ffff::1, false, true",
        "3fff:1000::1, true, true",
        "::ffff:127.0.0.1, false, true",
        "::ffff:10.0.0.1, false, true",
        "::127.0.0.1, false, true",
        "64:ff9b::7f00:1, false, true",
        "64:ff9b::5db8:d70e, true, true",
        "64:ff9b:1::1, false, true",
        "2002:7f00:1::1, false, true",
        "2002:c0a8:101::1, false, true",
        "0.0.0.0, false, false",
        "::, false, false",
        "0.1.2.3, false, false",
        "224.0.0.1, false, false",
        "ff02::1, false, false",
        "240.0.0.1, false, false",
        "255.255.255.255, false, false",
        "::ffff:224.0.0.1, false, false",
        "64:ff9b::, false, false"
    })
    void onlyWhatIsReachedFromAnywhereIsReachedUnasked(String address, boolean far, boolean near)
            throws Exception {
        InetAddress target = InetAddress.getByName(address);
        assertEquals(far, TargetAddress.isAllowed(target, false), "unasked");
        assertEquals(near, TargetAddress.isAllowed(target, true), "allowed to be near");
        assertEquals(near && !far, TargetAddress.isNearby(target), "unencrypted");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://example.org/, NO_URL",
        "example.org, NO_URL",
        "https:///path, NO_URL",
        "https://exa mple.org, NO_URL",
        "https://alice:word@example.org/, NAME_OR_FRAGMENT",
        "https://example.org/#x, NAME_OR_FRAGMENT",
        "http://example.org/, NOT_ENCRYPTED"
    })
    void anAddressThatCannotBeOneIsRefused(String url, HookRefusedException.Reason reason) {
        var refused = assertThrows(HookRefusedException.class, () -> HookUrl.checked(url, false));
        assertEquals(reason, refused.reason());
    }

    @Test
    void unencryptedIsForWhatIsNear() {
        assertEquals("127.0.0.1", HookUrl.checked("http://127.0.0.1:1/x", true).getHost());
    }
}
