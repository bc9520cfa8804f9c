package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import enquire.editor.page.Bytes;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Role;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerClient;
import enquire.sync.transport.PeerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Invites that do not work say why, and join nothing. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class JoinTest {

    private final Path folder;

    @AutoClose private final Meetings meetings;

    JoinTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @Test
    void anInviteWorksOnce() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Node bob = meetings.start("Bob");
        Node carol = meetings.start("Carol");
        String invite = garden.invite(Role.WRITER).text();
        bob.join(invite);

        String why = refusal(carol, invite);

        assertTrue(why.contains("used already"), why);
        assertEquals(2, garden.members().size());
    }

    @Test
    void anInviteThatWasUsedSurvivesARestartOfTheInviterAsUsed() {
        Node alice = meetings.start("Alice");
        Node bob = meetings.start("Bob");
        Wiki garden = alice.create("Garden");
        Invite invite = Invite.parse(garden.invite(Role.WRITER).text());
        bob.join(invite.text());
        meetings.stop(bob);
        meetings.stop(alice);

        Node again = meetings.start("Alice");
        Node carol = meetings.start("Carol");
        Wiki reopened = again.wikis().getFirst();
        String address = Invite.parse(reopened.invite(Role.WRITER).text()).addresses().getFirst();

        String why = refusal(carol, at(invite, address).text());

        assertTrue(why.contains("used already"), why);
    }

    @Test
    void anInviteExpires() {
        var now = new AtomicReference<>(Instant.now());
        Node alice = open("Alice", now::get);
        Wiki garden = alice.create("Garden");
        String invite = garden.invite(Role.WRITER).text();
        Node bob = meetings.start("Bob");
        now.set(now.get().plus(Invitations.LIFE).plus(Duration.ofMinutes(1)));

        // Bob's own clock is still within the time: the inviter's decides.
        String why = refusal(bob, invite);

        assertTrue(why.contains("expired"), why);
        Node carol = open("Carol", now::get);
        assertTrue(refusal(carol, invite).contains("expired"));
        assertEquals(1, garden.members().size());
    }

    @Test
    void aWrongSecretIsRefused() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Invite right = Invite.parse(garden.invite(Role.WRITER).text());
        var wrong =
                new Invite(
                        right.wiki(),
                        right.wikiName(),
                        right.inviter(),
                        right.inviterName(),
                        right.addresses(),
                        right.invite(),
                        right.secret().sha256(),
                        right.role(),
                        right.expiresAt());
        Node bob = meetings.start("Bob");

        String why = refusal(bob, wrong.text());

        assertTrue(why.contains("secret does not match"), why);
        assertTrue(refusal(bob, "hello").contains("no invite"));
    }

    @Test
    void anInviterThatDoesNotAnswerIsNamedAndTheInviteStillWorks() throws IOException {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Invite right = Invite.parse(garden.invite(Role.WRITER).text());
        Node bob = meetings.start("Bob");

        String why = refusal(bob, at(right, "127.0.0.1:" + closedPort()).text());

        assertTrue(why.contains("Alice does not answer"), why);
        assertEquals("Garden", bob.join(right.text()).name());
    }

    /** Whoever answers there takes the connection and says nothing, at each of the addresses. */
    @Test
    void whileAnInviterIsWaitedForTheNodeGoesOnAndCanStop() throws Exception {
        Node alice = meetings.open("Alice");
        Invite right = Invite.parse(alice.create("Garden").invite(Role.WRITER).text());
        Node bob = meetings.open("Bob");
        try (var silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
                var threads = Executors.newSingleThreadExecutor()) {
            String there = "127.0.0.1:" + silent.getLocalPort();
            String invite = at(right, Collections.nCopies(4, there)).text();
            var joining = threads.submit(() -> bob.join(invite));
            var dialled = silent.accept();

            assertEquals("Herbs", bob.create("Herbs").name());
            var twice = assertThrows(InviteException.class, () -> bob.join(invite));
            assertTrue(twice.getMessage().contains("being joined"), twice.getMessage());
            assertFalse(joining.isDone(), "it was waited for");
            meetings.stop(bob);
            dialled.close();

            var ended = assertThrows(ExecutionException.class, joining::get);
            assertTrue(ended.getMessage().contains("stops"), ended.getMessage());
        }
    }

    @Test
    void anotherComputerAtTheAddressIsNotTakenForTheInviter() {
        Node alice = meetings.start("Alice");
        Invite right = Invite.parse(alice.create("Garden").invite(Role.WRITER).text());
        Node carol = meetings.start("Carol");
        Invite hers = Invite.parse(carol.create("Trap").invite(Role.WRITER).text());
        Node bob = meetings.start("Bob");

        String why = refusal(bob, at(right, hers.addresses().getFirst()).text());

        assertTrue(why.contains("another computer answers"), why);
    }

    @Test
    void aNodeOnLoopbackDialsNoOtherComputer() {
        Node alice = meetings.start("Alice");
        Invite right = Invite.parse(alice.create("Garden").invite(Role.WRITER).text());
        Node bob = meetings.start("Bob");

        String why = refusal(bob, at(right, "192.0.2.1:8748").text());

        assertTrue(why.contains("no address that this computer may dial"), why);
    }

    @Test
    void anInvitePreviewsWhatItIsFor() {
        Node alice = meetings.start("Alice");
        String invite = alice.create("Garden").invite(Role.READER).text();

        InvitePreview preview = alice.preview(invite);

        assertEquals("Garden", preview.wikiName());
        assertEquals("Alice", preview.inviterName());
        assertEquals(Role.READER, preview.role());
        assertTrue(refusal(alice, invite).isEmpty(), "its own wiki is there already");
    }

    /**
     * The disk of the inviter: what an answer needs there takes longer than a stranger may stay.
     */
    @Test
    void whoShowedTheSecretIsAnsweredHoweverSlowTheDisk() throws Exception {
        Side alice = meetings.side("Alice");
        Wiki garden = alice.node.create("Garden");
        PeerServer server = alicesServer(Duration.ofSeconds(8), alice.peers::accept);

        // Who joins waits 20 s in all, which a busy computer may need for other things.
        for (int guest = 1; guest <= 5; guest++) {
            if (joinsWhileTheDiskIsBusy("Guest " + guest, alice, garden, server)) {
                return;
            }
        }
        fail("Nobody was answered.");
    }

    /** As a busy computer does: the connection stands, and is cut before anything was said. */
    @Test
    void whoIsCutOffBeforeTheAnswerAsksAgain() throws Exception {
        Side alice = meetings.side("Alice");
        Wiki garden = alice.node.create("Garden");
        var cut = new AtomicInteger();
        PeerServer server =
                alicesServer(
                        Duration.ofSeconds(50),
                        link -> {
                            if (cut.incrementAndGet() == 1) {
                                link.drop("busy");
                                return SILENT;
                            }
                            return alice.peers.accept(link);
                        });
        Node bob = meetings.open("Bob");

        Wiki joined =
                bob.join(
                        at(
                                        Invite.parse(garden.invite(Role.WRITER).text()),
                                        "127.0.0.1:" + server.port())
                                .text());

        assertTrue(cut.get() > 1);
        assertEquals(Optional.of(Role.WRITER), joined.roster().role(bob.id()));
    }

    /** He may have been taken out, and only that inviter knows. */
    @Test
    void aMemberIsNotToldThatHeJoinedByAnInviterWhoSaysNothing() throws Exception {
        Node alice = meetings.open("Alice");
        Wiki garden = alice.create("Garden");
        Node bob = meetings.open("Bob");
        Wire.join(bob, alice, garden);
        PeerServer server = alicesServer(Duration.ofSeconds(50), link -> SILENT);
        Invite invite =
                at(Invite.parse(garden.invite(Role.WRITER).text()), "127.0.0.1:" + server.port());

        var refused = assertThrows(InviteException.class, () -> bob.join(invite.text()));

        assertTrue(refused.getMessage().contains("did not answer in time"), refused.getMessage());
    }

    private static final Link.Owner SILENT =
            new Link.Owner() {
                @Override
                public void received(Bytes frame) {}

                @Override
                public void closed(String why) {}
            };

    private PeerServer alicesServer(Duration greetingTime, Link.Acceptor acceptor)
            throws Exception {
        return meetings.keep(
                PeerServer.start(
                        meetings.identity("Alice"), "127.0.0.1", 0, greetingTime, acceptor));
    }

    private boolean joinsWhileTheDiskIsBusy(
            String guest, Side alice, Wiki garden, PeerServer server) throws Exception {
        Invite invite =
                at(Invite.parse(garden.invite(Role.WRITER).text()), "127.0.0.1:" + server.port());
        NodeIdentity identity = meetings.identity(guest);
        var busy = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var client = PeerClient.start(identity);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() ->
                    garden.roster()
                            .sign(roster -> {
                                busy.countDown();
                                Meetings.awaited(goOn);
                                throw new IllegalStateException("nothing to sign");
                            }));
            Meetings.awaited(busy);
            var joining = new Joining(invite, identity.key(), guest);
            var joined = threads.submit(() -> joining.join(client, true, () -> false));
            // Who is cut off during the handshake never is.
            Meetings.await(
                    "the guest is there, or gave up",
                    () -> alice.peers.count() > 0 || joined.isDone());
            try (var stranger = new Socket("127.0.0.1", server.port())) {
                assertEquals(-1, stranger.getInputStream().read());
            }
            goOn.countDown();
            return joined.get().roster().role(identity.key().id()).isPresent();
        } catch (ExecutionException e) {
            return false;
        } finally {
            goOn.countDown();
        }
    }

    /** Why joining was refused; empty if it was not. */
    private static String refusal(Node node, String invite) {
        if (node.wiki(parsedWiki(invite)).isPresent()) {
            node.join(invite);
            return "";
        }
        var refused = assertThrows(InviteException.class, () -> node.join(invite));
        assertEquals(
                0,
                node.wikis().stream()
                        .filter(wiki -> wiki.id().toString().equals(parsedWiki(invite)))
                        .count());
        return String.valueOf(refused.getMessage());
    }

    private static String parsedWiki(String invite) {
        return invite.startsWith(Invite.SCHEME) ? Invite.parse(invite).wiki().toString() : "";
    }

    private static Invite at(Invite invite, String address) {
        return at(invite, List.of(address));
    }

    private static Invite at(Invite invite, List<String> addresses) {
        return new Invite(
                invite.wiki(),
                invite.wikiName(),
                invite.inviter(),
                invite.inviterName(),
                addresses,
                invite.invite(),
                invite.secret(),
                invite.role(),
                invite.expiresAt());
    }

    private Node open(String name, InstantSource clock) {
        Node node =
                meetings.keep(
                        Node.open(
                                new NodeSettings(
                                        folder.resolve(name),
                                        Optional.of(name),
                                        "127.0.0.1",
                                        0,
                                        clock)));
        node.listen();
        return node;
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
