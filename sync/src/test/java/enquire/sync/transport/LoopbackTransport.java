package enquire.sync.transport;

import enquire.sync.identity.NodeIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What tests of real TLS on loopback begin with, and what they leave behind closed. */
abstract class LoopbackTransport {

    static final String LOOPBACK = "127.0.0.1";

    /** Nothing waits for it to pass. */
    static final Duration LONG = Duration.ofSeconds(120);

    static NodeIdentity alice;
    static NodeIdentity bob;
    static NodeIdentity carol;

    @TempDir static Path folder;

    final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void makeKeys() {
        alice = NodeIdentity.open(folder.resolve("alice.p12"));
        bob = NodeIdentity.open(folder.resolve("bob.p12"));
        carol = NodeIdentity.open(folder.resolve("carol.p12"));
    }

    @AfterEach
    void closeEverything() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    PeerServer listen(NodeIdentity who, Duration greetingTime, Link.Acceptor acceptor)
            throws IOException {
        var server = PeerServer.start(who, LOOPBACK, 0, greetingTime, acceptor);
        open.add(server);
        return server;
    }

    PeerClient client(NodeIdentity who) {
        var client = PeerClient.start(who);
        open.add(client);
        return client;
    }

    static PeerAddress at(PeerServer server) {
        return new PeerAddress(LOOPBACK, server.port());
    }
}
