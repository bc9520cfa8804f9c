package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.NodeRecords;
import enquire.storage.PageView;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.Session;
import enquire.sync.roster.Role;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import enquire.sync.transport.PeerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are not as one would wish, over real TLS. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ConnectionsTest {

    private static final String LOOPBACK = "127.0.0.1";

    @TempDir Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Meetings meetings;

    @BeforeEach
    void begin() {
        meetings = new Meetings(folder);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        meetings.close();
    }

    /** One side of a meeting: the connections of a node that has no network of its own. */
    private final class Side {

        private final Node node;
        private final Peers peers;
        private final PeerServer server;
        private final PeerClient client;

        Side(Node node, String name) throws IOException {
            this.node = node;
            NodeIdentity identity = identity(name);
            var records = NodeRecords.open(folder.resolve(name + "-names.db"));
            var names = new Names(node.id(), name, keep(new NodeDatabase(records)));
            this.peers = new Peers(node.id(), names, node::wikis, InstantSource.system());
            this.server =
                    keep(
                            PeerServer.start(
                                    identity, LOOPBACK, 0, Session.GREETING_TIME, peers::accept));
            this.client = keep(PeerClient.start(identity));
        }

        private void dial(Side other, CyclicBarrier together) {
            try {
                together.await(60, TimeUnit.SECONDS);
                var address = new PeerAddress(LOOPBACK, other.server.port());
                client.connect(address, other.node.id(), peers::dialled);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private boolean hasOneWith(Side other) {
            return peers.count() == 1 && peers.connection(other.node.id()).isPresent();
        }
    }

    @Test
    void twoWhoDialEachOtherAtOnceKeepOneConnection() throws Exception {
        Wiki garden = meetings.start("Alice").create("Garden");
        meetings.start("Bob").join(garden.invite(Role.WRITER).text());
        meetings.close();
        meetings = new Meetings(folder);
        var alice = new Side(meetings.open("Alice"), "Alice");
        var bob = new Side(meetings.open("Bob"), "Bob");

        for (int round = 0; round < 5; round++) {
            var together = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var dials =
                        List.of(
                                threads.submit(() -> alice.dial(bob, together)),
                                threads.submit(() -> bob.dial(alice, together)));
                for (var dial : dials) {
                    dial.get(60, TimeUnit.SECONDS);
                }
            }
            Meetings.await("one is left", () -> alice.hasOneWith(bob) && bob.hasOneWith(alice));
            assertNotEquals(
                    alice.peers.connection(bob.node.id()).orElseThrow().dialled(),
                    bob.peers.connection(alice.node.id()).orElseThrow().dialled(),
                    "each kept another one");
        }
        alice.peers.close();
        bob.peers.close();
        alice.peers.awaitClosed(Meetings.PATIENCE);
        bob.peers.awaitClosed(Meetings.PATIENCE);
    }

    @Test
    void aPeerThatReadsNothingDoesNotHoldUpTheOthers() throws Exception {
        Node alice = meetings.open("Alice");
        int port = alice.listen();
        Wiki garden = alice.create("Garden");
        Wiki joined = meetings.start("Bob").join(garden.invite(Role.WRITER).text());
        Node carol = meetings.start("Carol");
        carol.join(garden.invite(Role.WRITER).text());
        meetings.stop(carol);
        var pages = new ArrayList<PageView>();
        for (int i = 0; i < 60; i++) {
            String text = Meetings.randomText(i, 20_000);
            pages.add(garden.repository().create(new Title("Page " + i), text));
        }
        Meetings.awaitEqual(garden, joined);

        // Carol asks for everything, which is more than may wait for her, and reads nothing.
        var deaf = new Deaf();
        PeerClient client = keep(PeerClient.start(identity("Carol")));
        Link link = client.connect(new PeerAddress(LOOPBACK, port), alice.id(), deaf);
        link.send(MessageCodec.encode(hello(garden)));
        assertTrue(deaf.answered.await(60, TimeUnit.SECONDS));
        var wanted = new ArrayList<Message.PageHeads>();
        for (int i = 0; i < 8; i++) {
            pages.forEach(page -> wanted.add(new Message.PageHeads(page.page(), Heads.NONE)));
        }
        link.send(MessageCodec.encode(new Message.Want(garden.id(), wanted)));
        Meetings.await("she is held up", () -> alice.peerStatistics().bytesSent() > 5_000_000);

        for (int i = 0; i < 5; i++) {
            PageId page = pages.get(i).page();
            String edit = "edit " + i;
            garden.repository().write(page, pages.get(i).version(), edit);
            Meetings.await(
                    "Bob has " + edit,
                    () -> joined.repository().page(page).orElseThrow().text().equals(edit));
        }
        assertEquals(2, alice.peerStatistics().connections(), "Carol was still there");
    }

    @Test
    void aCopyOfADataFolderIsMetWithASentenceAndNotSynced() throws Exception {
        int port = freePort();
        Node alice = meetings.open("Alice", port);
        alice.listen();
        Wiki garden = alice.create("Garden");
        // Bob is told where she is, and tells her so when they meet again: that gets into the copy.
        Node bob = meetings.start("Bob");
        Wiki joined = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("he was told", () -> !joined.addressesOf(alice.id()).isEmpty());
        meetings.stop(bob);
        Node bobAgain = meetings.start("Bob");
        Meetings.await("she was told", () -> !garden.addressesOf(alice.id()).isEmpty());
        meetings.stop(bobAgain);
        meetings.stop(alice);
        copy(folder.resolve("Alice"), folder.resolve("Copy"));

        Node again = meetings.open("Alice", port);
        again.listen();
        Wiki original = again.wikis().getFirst();
        Node copied = meetings.open("Copy");
        Wiki copy = copied.wikis().getFirst();
        original.repository().create(new Title("Roses"), "red");
        copied.listen();

        for (Wiki each : List.of(original, copy)) {
            Meetings.await("it is said", () -> problem(each, again.id()).contains("copy"));
        }
        assertTrue(copy.repository().resolve("Roses").isEmpty());
    }

    @Test
    void aSecondFetchAndOneOnAnEndedConnectionAreAnsweredAtOnce() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        meetings.start("Carol").join(garden.invite(Role.WRITER).text());
        meetings.close();
        meetings = new Meetings(folder);
        var side = new Side(meetings.open("Alice"), "Alice");
        var deaf = new Deaf();
        PeerClient client = keep(PeerClient.start(identity("Carol")));
        var address = new PeerAddress(LOOPBACK, side.server.port());
        Link link = client.connect(address, side.node.id(), deaf);
        link.send(MessageCodec.encode(hello(garden)));
        Meetings.await("they met", () -> !side.peers.connections().isEmpty());
        PeerConnection connection = side.peers.connections().getFirst();

        // She is asked for a rose and never answers.
        var rose = new Unanswered();
        connection.fetch(garden.id(), blob(1), 1_000, rose);
        var tulip = new Unanswered();
        connection.fetch(garden.id(), blob(2), 1_000, tulip);
        assertEquals(0, tulip.over.getCount());
        assertEquals(1, rose.over.getCount());

        link.drop("gone");
        assertTrue(rose.over.await(60, TimeUnit.SECONDS));
        var late = new Unanswered();
        connection.fetch(garden.id(), blob(3), 1_000, late);
        assertEquals(0, late.over.getCount());
    }

    @Test
    void nothingIsKeptOfAStrangerWhoWasSentAway() throws Exception {
        var alice = new Side(meetings.open("Alice"), "Alice");
        var mallory = new Side(meetings.open("Mallory"), "Mallory");
        alice.node.create("Garden");

        mallory.dial(alice, new CyclicBarrier(1));

        Meetings.await("Mallory is told", () -> mallory.peers.problem(alice.node.id()).isPresent());
        alice.peers.awaitClosed(Meetings.PATIENCE);
        assertEquals(0, alice.peers.count());
        assertTrue(alice.peers.problem(mallory.node.id()).isEmpty());
    }

    @Test
    void aMemberThatBreaksRulesAgainAndAgainIsLeftAloneAndTheScreenSaysSo() throws Exception {
        Node alice = meetings.open("Alice");
        int port = alice.listen();
        Wiki garden = alice.create("Garden");
        Node member = meetings.start("Bob");
        member.join(garden.invite(Role.WRITER).text());
        meetings.stop(member);
        PeerClient bob = keep(PeerClient.start(identity("Bob")));
        PeerId id = identity("Bob").key().id();

        for (int i = 0; i <= Conduct.FORGIVEN; i++) {
            var rude = new Rude();
            Link link = bob.connect(new PeerAddress(LOOPBACK, port), alice.id(), rude);
            link.send(Bytes.of(new byte[] {1, 2, 3}));
            assertTrue(rude.over.await(60, TimeUnit.SECONDS));
        }
        Meetings.await(
                "the screen says so", () -> problem(garden, id).contains("left alone for 1 min"));

        var rude = new Rude();
        bob.connect(new PeerAddress(LOOPBACK, port), alice.id(), rude);
        assertTrue(rude.over.await(60, TimeUnit.SECONDS));
        assertTrue(
                MessageCodec.decode(rude.first) instanceof Message.Close close
                        && close.reason() == Message.Reason.BUSY,
                () -> "heard " + rude.first);
    }

    /** Keeps the first frame it hears. */
    private static final class Rude implements Link.Acceptor, Link.Owner {

        private final CountDownLatch over = new CountDownLatch(1);
        private volatile Bytes first = Bytes.EMPTY;

        private @Nullable Link link;

        @Override
        public Link.Owner accept(Link accepted) {
            link = accepted;
            return this;
        }

        @Override
        public void begun() {}

        @Override
        public void received(Bytes frame) {
            first = first.size() == 0 ? frame : first;
            Objects.requireNonNull(link).demand();
        }

        @Override
        public void heard() {}

        @Override
        public void room() {}

        @Override
        public void closed(String why) {
            over.countDown();
        }
    }

    private static BlobId blob(int number) {
        byte[] id = new byte[BlobId.BYTES];
        id[0] = (byte) number;
        return new BlobId(Bytes.of(id));
    }

    private static final class Unanswered implements BlobReceiver {

        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void piece(Bytes body, boolean last) {}

        @Override
        public void missing() {
            over.countDown();
        }
    }

    private static String problem(Wiki wiki, PeerId of) {
        return wiki.peers().stream()
                .filter(peer -> peer.peer().equals(of))
                .flatMap(peer -> peer.problem().stream())
                .findFirst()
                .orElse("");
    }

    private static Message hello(Wiki wiki) {
        var greeting =
                new Message.Greeting(
                        wiki.id(),
                        Bytes.of(new byte[Limits.INDEX_ID_BYTES]),
                        0,
                        Optional.empty(),
                        Optional.empty());
        return new Message.Hello(Limits.VERSION, "Carol", List.of(), List.of(greeting));
    }

    /** Reads the first frame, and no other. */
    private static final class Deaf implements Link.Acceptor, Link.Owner {

        private final CountDownLatch answered = new CountDownLatch(1);

        @Override
        public Link.Owner accept(Link link) {
            return this;
        }

        @Override
        public void begun() {}

        @Override
        public void received(Bytes frame) {
            answered.countDown();
        }

        @Override
        public void heard() {}

        @Override
        public void room() {}

        @Override
        public void closed(String why) {}
    }

    private NodeIdentity identity(String name) {
        return NodeIdentity.open(folder.resolve(name).resolve("node").resolve("identity.p12"));
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.add(part);
        return part;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
