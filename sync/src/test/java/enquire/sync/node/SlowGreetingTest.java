package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Role;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import enquire.sync.transport.PeerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Computers that are too busy to come to their first word at once. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class SlowGreetingTest {

    private static final Link.Owner SILENT =
            new Link.Owner() {
                @Override
                public void received(Bytes frame) {}

                @Override
                public void closed(String why) {}
            };

    @AutoClose private final Meetings meetings;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();

    SlowGreetingTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    /** A second connection would end the first, with what is under way on it. */
    @Test
    void whoHasNotSaidHelloYetIsNotDialledAgain() throws Exception {
        Side alice = meetings.side("Alice");
        PeerServer bobs =
                meetings.keep(
                        PeerServer.start(
                                meetings.identity("Bob"),
                                "127.0.0.1",
                                0,
                                Duration.ofSeconds(100),
                                link -> {
                                    accepted.incrementAndGet();
                                    return SILENT;
                                }));
        var bob = meetings.identity("Bob").key().id();
        var address = new PeerAddress("127.0.0.1", bobs.port());
        PeerClient client = meetings.keep(PeerClient.start(meetings.identity("Alice")));
        var dialler =
                meetings.keep(
                        new Dialler(
                                client,
                                alice.peers,
                                alice.attempts,
                                () -> {
                                    looks.incrementAndGet();
                                    return Map.of(bob, List.of(address));
                                },
                                true,
                                new Random(1)));
        dialler.start();
        Meetings.await("the connection stands", () -> alice.peers.count() == 1);
        for (int look = 0; look < 3; look++) {
            int before = looks.get();
            dialler.dialAnew(bob);
            Meetings.await("it looks again", () -> looks.get() > before);
        }

        // What was dialled before this one has come before it, or nearly so.
        client.connect(address, bob, link -> SILENT);
        Meetings.await("this one has come", () -> accepted.get() >= 2);
        assertEquals(2, accepted.get());
        assertEquals(1, alice.peers.count());
    }

    /** As a busy computer cuts a connection whose handshake took too long. */
    @Test
    void whoIsCutOffWhileTheConnectionIsMadeMakesItAgain() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Invite invite = Invite.parse(garden.invite(Role.WRITER).text());
        PeerAddress address = PeerAddress.parse(invite.addresses().getFirst()).orElseThrow();
        Node bob = meetings.open("Bob");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var gate = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            threads.submit(() -> {
                gate.accept().close();
                while (true) {
                    Socket from = gate.accept();
                    var to = new Socket(address.host(), address.port());
                    threads.submit(() -> pass(from, to));
                    threads.submit(() -> pass(to, from));
                }
            });

            Wiki joined = bob.join(through(invite, "127.0.0.1:" + gate.getLocalPort()).text());

            assertEquals(Optional.of(Role.WRITER), joined.roster().role(bob.id()));
            meetings.stopAll();
        }
    }

    private static long pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            return from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private static Invite through(Invite invite, String address) {
        return new Invite(
                invite.wiki(),
                invite.wikiName(),
                invite.inviter(),
                invite.inviterName(),
                List.of(address),
                invite.invite(),
                invite.secret(),
                invite.role(),
                invite.expiresAt());
    }
}
