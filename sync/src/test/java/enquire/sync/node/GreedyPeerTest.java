package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob is a member, and asks or announces without end: Alice ends that before it costs her much. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class GreedyPeerTest {

    /** What a peer may send of one kind, at most, before its connection ends. */
    private static final int MESSAGES_MAX = 200;

    /** What docs/PROTOCOL.md says of pages that a peer announced and did not give. */
    private static final int OWED_PAGES_MAX = 65_536;

    @AutoClose private final Meetings meetings;
    private Wiki garden;
    private Wire wire;

    GreedyPeerTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        garden = alice.create("Garden");
        garden.repository().create(new Title("Roses"), "red");
        Wire.join(bob, alice, garden);
        wire = new Wire(bob, alice);
        wire.runUntilQuiet();
    }

    @Test
    void whoNamesWikisWithoutEndIsClosed() {
        endsWith(
                "named more than 256 wikis",
                i ->
                        new Message.Hello(
                                Limits.VERSION,
                                "Bob",
                                List.of(),
                                IntStream.range(0, 100)
                                        .mapToObj(k -> greeting(100 * i + k))
                                        .toList()));
    }

    @Test
    void whoWantsPagesWithoutWaitingForThemIsClosed() {
        endsWith(
                "pages at a time",
                i ->
                        new Message.Want(
                                garden.id(),
                                IntStream.range(0, 1_000)
                                        .mapToObj(k ->
                                                new Message.PageHeads(
                                                        page(1_000 * i + k), Heads.NONE))
                                        .toList()));
    }

    /** Few pages, and so many versions of them that they would fill the memory. */
    @Test
    void whoNamesVersionsWithoutWaitingForThePagesIsClosed() {
        endsWith(
                "hashes at a time",
                i ->
                        new Message.Want(
                                garden.id(),
                                IntStream.range(0, 16)
                                        .mapToObj(k -> wanted(16 * i + k, Limits.HEADS))
                                        .toList()));
    }

    /** What a node names at most that asks for as many pages as it may at a time. */
    @Test
    void asManyHashesAsAnHonestPeerNamesMayWait() {
        for (int i = 0; i < 512; i++) {
            var want = new Message.Want(garden.id(), List.of(wanted(i, Limits.HEADS_NAMED)));
            wire.acceptor.step(new Input.Received(want));
        }
        assertEquals(List.of(), wire.acceptor.closed());

        var oneMore = new Message.Want(garden.id(), List.of(wanted(512, 1)));
        wire.acceptor.step(new Input.Received(oneMore));

        assertEquals(List.of(Message.Reason.PROTOCOL), wire.acceptor.closed());
    }

    /** What was answered does not count any more. */
    @Test
    void whoWaitsForThePagesMayNameAnyNumberOfVersions() {
        for (int i = 0; i < 160; i++) {
            var want = new Message.Want(garden.id(), List.of(wanted(i, Limits.HEADS)));
            wire.acceptor.step(new Input.Received(want));
            wire.acceptor.step(new Input.Ready());
        }

        assertEquals(List.of(), wire.acceptor.closed());
    }

    private static Message.PageHeads wanted(int page, int hashes) {
        var heads = IntStream.range(0, hashes).mapToObj(GreedyPeerTest::change).toList();
        return new Message.PageHeads(page(page), Heads.of(heads));
    }

    @Test
    void whoWantsPiecesWithoutWaitingForThemIsClosed() {
        endsWith(
                "too many pieces",
                i ->
                        new Message.Need(
                                garden.id(),
                                new BlobId(hash(i)),
                                IntStream.range(0, 64).boxed().toList()));
    }

    @Test
    void whoListsPagesWithoutWaitingForThemToBeAskedForIsClosed() {
        Bytes index = bobsIndex();
        long from = bobsLast();
        endsWith(
                "more of its index",
                i ->
                        new Message.Index(
                                garden.id(),
                                index,
                                from + i,
                                List.of(
                                        new Message.Entry(
                                                page(i),
                                                Heads.of(List.of(change(i))),
                                                from + i + 1)),
                                from + i + 1,
                                false));
    }

    /** He answers each question for them, with nothing. */
    @Test
    void whoAnnouncesPagesAndGivesNoneIsClosed() {
        Bytes index = bobsIndex();
        long last = bobsLast();
        int announced = 0;
        int answered = 0;
        while (wire.acceptor.closed().isEmpty() && announced < 3 * OWED_PAGES_MAX) {
            var entries = new ArrayList<Message.Entry>();
            for (int i = 0; i < Limits.INDEX_ENTRIES; i++) {
                Heads heads = Heads.of(List.of(change(announced)));
                entries.add(new Message.Entry(page(announced++), heads, ++last));
            }
            long after = last - entries.size();
            receive(new Message.Index(garden.id(), index, after, entries, last, false));
            for (List<PageId> wanted = wanted(); !wanted.isEmpty(); wanted = wanted()) {
                for (int i = 0; i < wanted.size() && wire.acceptor.closed().isEmpty(); i++) {
                    receive(nothingOf(wanted.get(i)));
                    answered++;
                }
            }
        }
        closedWith("announced many pages that it does not give");
        assertEquals(OWED_PAGES_MAX + 1, answered);
    }

    private void receive(Message message) {
        wire.acceptor.step(new Input.Received(message));
    }

    private Message.Changes nothingOf(PageId page) {
        var nothing = new Message.PageChanges(page, List.of(), List.of(), false);
        return new Message.Changes(garden.id(), List.of(nothing));
    }

    /** What Alice has asked for since this was called last. */
    private List<PageId> wanted() {
        var wanted = new ArrayList<PageId>();
        for (Output output : wire.acceptor.outputs) {
            if (output instanceof Output.Send send && send.message() instanceof Message.Want want) {
                want.pages().forEach(each -> wanted.add(each.page()));
            }
        }
        if (!wire.acceptor.closed().isEmpty()) {
            return List.of();
        }
        wire.acceptor.outputs.clear();
        return wanted;
    }

    private void endsWith(String words, IntFunction<Message> message) {
        for (int i = 0; i < MESSAGES_MAX && wire.acceptor.closed().isEmpty(); i++) {
            receive(message.apply(i));
        }
        closedWith(words);
    }

    private void closedWith(String words) {
        assertEquals(List.of(Message.Reason.PROTOCOL), wire.acceptor.closed());
        String why =
                wire.acceptor.outputs.stream()
                        .filter(Output.Close.class::isInstance)
                        .map(close -> ((Output.Close) close).explanation())
                        .findFirst()
                        .orElseThrow();
        assertTrue(why.contains(words), why);
        assertEquals("red", Meetings.text(garden, "Roses"));
    }

    private Bytes bobsIndex() {
        return wire.acceptor.received(Message.Hello.class).getFirst().wikis().getFirst().index();
    }

    private long bobsLast() {
        return wire.acceptor.received(Message.Index.class).stream()
                .mapToLong(Message.Index::upTo)
                .max()
                .orElse(
                        wire.acceptor
                                .received(Message.Hello.class)
                                .getFirst()
                                .wikis()
                                .getFirst()
                                .lastSequence());
    }

    private static Message.Greeting greeting(int number) {
        return new Message.Greeting(
                new WikiId(hash(number)),
                hash(number).slice(0, Limits.INDEX_ID_BYTES),
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static PageId page(int number) {
        return PageId.of(Bytes.ofHex("%032x".formatted(number)));
    }

    private static ChangeHash change(int number) {
        return new ChangeHash(hash(number));
    }

    private static Bytes hash(int number) {
        return Bytes.ofHex("%064x".formatted(number + 1));
    }
}
