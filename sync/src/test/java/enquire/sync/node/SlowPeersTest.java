package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A peer that is slow, silent, or sends without end slows only itself. Over real TLS. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SlowPeersTest {

    /** A second between two, as {@link Meetings#await} looks. */
    private static final int LOOKS_FOR_EACH_SIGN = 50;

    private final Path folder;

    @AutoClose private final Meetings meetings;

    SlowPeersTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
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
        RawPeer deaf =
                meetings.keep(new RawPeer(meetings.identity("Carol"), alice.id(), port))
                        .deaf()
                        .hello(garden);
        assertInstanceOf(Message.Hello.class, deaf.first());
        var wanted = new ArrayList<Message.PageHeads>();
        for (int i = 0; i < 8; i++) {
            pages.forEach(page -> wanted.add(new Message.PageHeads(page.page(), Heads.NONE)));
        }
        deaf.send(new Message.Want(garden.id(), wanted));
        PageId open = pages.getFirst().page();
        awaitWithSigns(
                "she is held up",
                () -> alice.peerStatistics().bytesSent() > 5_000_000,
                deaf,
                new Message.Presence(garden.id(), open, "carols-tab", true, false, 0, 0));

        for (int i = 0; i < 5; i++) {
            PageId page = pages.get(i).page();
            String edit = "edit " + i;
            var presence = new Message.Presence(garden.id(), page, "carols-tab", true, false, i, i);
            garden.repository().write(page, pages.get(i).version(), edit);
            awaitWithSigns(
                    "Bob has " + edit,
                    () -> joined.repository().page(page).orElseThrow().text().equals(edit),
                    deaf,
                    presence);
        }
        assertEquals(2, alice.peerStatistics().connections(), "Carol was still there");
    }

    /** She lives meanwhile, and would be given up otherwise on a slow computer. */
    private static void awaitWithSigns(
            String what, BooleanSupplier holds, RawPeer her, Message.Presence sign) {
        var looks = new AtomicInteger();
        Meetings.await(
                what,
                () -> {
                    if (looks.getAndIncrement() % LOOKS_FOR_EACH_SIGN == 0) {
                        her.send(sign);
                    }
                    return holds.getAsBoolean();
                });
    }

    @Test
    void aSecondFetchAndOneOnAnEndedConnectionAreAnsweredAtOnce() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        meetings.start("Carol").join(garden.invite(Role.WRITER).text());
        meetings.stopAll();
        Side side = meetings.side("Alice");
        RawPeer deaf =
                meetings.keep(
                                new RawPeer(
                                        meetings.identity("Carol"),
                                        side.node.id(),
                                        side.server.port()))
                        .deaf()
                        .hello(garden);
        Meetings.await("they met", () -> !side.peers.connections().isEmpty());
        PeerConnection connection = side.peers.connections().getFirst();

        // She is asked for a rose and never answers.
        var rose = new Unanswered();
        connection.fetch(garden.id(), blob(1), 1_000, rose);
        var tulip = new Unanswered();
        connection.fetch(garden.id(), blob(2), 1_000, tulip);
        assertEquals(0, tulip.over.getCount());
        assertEquals(1, rose.over.getCount());

        deaf.close();
        assertTrue(rose.over.await(60, TimeUnit.SECONDS));
        var late = new Unanswered();
        connection.fetch(garden.id(), blob(3), 1_000, late);
        assertEquals(0, late.over.getCount());
    }

    /**
     * Carol may send so many messages at once, and so many a second: whenever one looks, no more
     * have been read, however slow the computer is. Were she read at once, it would be all of them
     * within a second or two.
     */
    @Test
    void whatAPeerFloodsIsReadLaterAndTheOthersAreNotHeldUp() throws Exception {
        Node alice = meetings.open("Alice");
        int port = alice.listen();
        Wiki garden = alice.create("Garden");
        PageId roses = garden.repository().create(new Title("Roses"), "red").page();
        Wiki atBob = meetings.start("Bob").join(garden.invite(Role.WRITER).text());
        Node carol = meetings.start("Carol");
        carol.join(garden.invite(Role.WRITER).text());
        meetings.stop(carol);
        Meetings.awaitEqual(garden, atBob);
        RawPeer flood =
                meetings.keep(new RawPeer(meetings.identity("Carol"), alice.id(), port))
                        .hello(garden);
        assertInstanceOf(Message.Hello.class, flood.first());

        int messages = 14_000;
        long began = System.nanoTime();
        for (int i = 1; i <= messages; i++) {
            flood.send(new Message.Presence(garden.id(), roses, "carols-tab", true, true, i, i));
        }
        Meetings.await("she is seen", () -> carolsCursor(garden, roses) > 0);
        atBob.repository()
                .write(roses, atBob.repository().page(roses).orElseThrow().version(), "pink");
        Meetings.await("Bob's edit is there", () -> Meetings.text(garden, "Roses").equals("pink"));

        int read = carolsCursor(garden, roses);
        long seconds = 1 + Duration.ofNanos(System.nanoTime() - began).toSeconds();
        long allowed = Limits.BUDGET_MESSAGES + seconds * Limits.BUDGET_MESSAGES_PER_SECOND;
        assertTrue(read <= allowed, () -> read + " were read in " + seconds + " s");
    }

    private static int carolsCursor(Wiki wiki, PageId page) {
        return wiki.presence().on(page).stream()
                .filter(person -> person.tab().equals("carols-tab"))
                .mapToInt(Presence.Person::head)
                .findFirst()
                .orElse(0);
    }

    /** Asked one after the other, hers alone would take four minutes. */
    @Test
    void aPeerThatNeverGivesAnAttachmentDoesNotKeepOneThatAnotherGives() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        meetings.start("Carol").join(garden.invite(Role.WRITER).text());
        PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
        var roses = new ArrayList<BlobId>();
        for (int i = 0; i < 4; i++) {
            roses.add(attach(garden, page.page(), "rose " + i));
        }
        Meetings.await("Bob has them", () -> roses.stream().allMatch(rose -> held(atBob, rose)));
        meetings.stopAll();
        Side side = meetings.side("Alice");
        Wiki lacking = side.node.wikis().getFirst();
        for (BlobId rose : roses) {
            Files.delete(lacking.repository().blobs().file(rose).orElseThrow());
        }
        meetings.keep(new RawPeer(meetings.identity("Carol"), side.node.id(), side.server.port()))
                .hello(lacking);
        meetings.side("Bob").dial(side);
        Meetings.await("both are here", () -> side.peers.connections().size() == 2);

        var fetcher =
                meetings.keep(
                        new BlobFetcher(
                                folder.resolve("incoming"),
                                lacking.repository(),
                                side.peers::connections,
                                Duration.ZERO));
        fetcher.start();
        fetcher.wake();

        Meetings.await("they come", () -> roses.stream().allMatch(rose -> held(lacking, rose)));
    }

    private static boolean held(Wiki wiki, BlobId blob) {
        return wiki.repository().blobs().file(blob).isPresent();
    }

    private static BlobId attach(Wiki wiki, PageId page, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var stored =
                wiki.repository().blobs().add(new ByteArrayInputStream(bytes), bytes.length + 1L);
        String manifest =
                "{\"name\":\"rose.png\",\"bytes\":%d,\"root\":\"%s\"}"
                        .formatted(bytes.length, stored.root());
        wiki.repository().attach(page, Map.of(stored.blob(), manifest));
        return stored.blob();
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

        /** She never says so. */
        @Override
        public void missing() {
            throw new AssertionError("nothing is known of what the peer has");
        }

        @Override
        public void cutShort() {
            over.countDown();
        }
    }
}
