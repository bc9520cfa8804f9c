package enquire.sync.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8748",
                "garden.example:1",
                "[2001:db8::1]:65535",
                "[fe80::1%eth0]:8748"
            })
    void anAddressIsReadAsItIsWritten(String text) {
        assertEquals(text, PeerAddress.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":1",
                "host",
                "host:",
                "host:0",
                "host:65536",
                "host:-1",
                "a b:1",
                "h/x:1",
                "user@host:1",
                "[::1:1",
                "2001:db8::1:80",
                "host:1/path",
                "host:+1",
                "host:\u0661",
                "[020%d]:1",
                "[192.0.2.1]:1",
                "[a:b]:1"
            })
    void whatIsNoAddressIsNone(String text) {
        assertEquals(Optional.empty(), PeerAddress.parse(text));
    }

    @Test
    void onlyThisComputerIsLoopback() {
        assertTrue(new PeerAddress("127.0.0.1", 1).loopback());
        assertTrue(new PeerAddress("::1", 1).loopback());
        assertFalse(new PeerAddress("192.0.2.1", 1).loopback());
        assertFalse(new PeerAddress("127.0.0.1.example.org", 1).loopback());
    }
}
