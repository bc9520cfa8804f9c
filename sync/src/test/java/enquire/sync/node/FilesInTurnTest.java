package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import enquire.sync.protocol.Output;
import enquire.sync.protocol.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alice has a film and much else to send to Bob, who is honest, and his line slow: over a network
 * in memory.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FilesInTurnTest {

    /** More than may take a minute: whoever waits gives up. */
    private static final int TOO_LONG_TICKS = (int) (61_000 / Session.TICK.toMillis());

    @AutoClose private final Meetings meetings;
    private final List<Wiki> wikis = new ArrayList<>();
    private Wiki garden;
    private BlobId film;
    private Wire wire;
    private Wire.End alices;
    private Wire.End bobs;

    FilesInTurnTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() throws IOException {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        for (String name : List.of("Garden", "Cellar", "Attic")) {
            wikis.add(alice.create(name));
            Wire.join(bob, alice, wikis.getLast());
        }
        garden = wikis.getFirst();
        byte[] bytes = new byte[3 * Limits.PIECE_BYTES];
        new Random(7).nextBytes(bytes);
        BlobStore.Stored stored =
                garden.repository().blobs().add(new ByteArrayInputStream(bytes), bytes.length);
        film = stored.blob();
        String manifest =
                "{\"name\":\"rose.mp4\",\"bytes\":%d,\"root\":\"%s\"}"
                        .formatted(bytes.length, stored.root());
        var page = garden.repository().create(new Title("Roses"), "![[rose.mp4]]").page();
        garden.repository().attach(page, Map.of(film, manifest));
        wire = new Wire(bob, alice);
        bobs = wire.dialler;
        alices = wire.acceptor;
        wire.runUntilQuiet();
    }

    @Test
    void hashesComeFirstAndPiecesInTurnWithPages() {
        for (Wiki wiki : wikis) {
            wiki.repository().create(new Title("News"), "much");
            wiki.settle();
            alices.step(new Input.Changed(wiki.id()));
        }
        hears(new Message.Need(garden.id(), film, List.of(0, 1, 2)));
        hears(new Message.Tree(garden.id(), film));

        List<Message> sent = sentWhileThereIsRoom();

        assertEquals(
                List.of("Leaves", "Piece", "Index", "Piece", "Index", "Piece", "Index"),
                sent.stream().map(each -> each.getClass().getSimpleName()).toList());
        var leaves = garden.repository().blobs().leaves(film).orElseThrow();
        assertEquals(new Message.Leaves(garden.id(), film, leaves), sent.getFirst());
    }

    @Test
    void aPeerIsNeverAskedForMoreHashesThanItTakesHoweverLateTheyAre() {
        for (int i = 0; i < Limits.TREES + 4; i++) {
            bobs.step(new Input.AskTree(garden.id(), blob(i)));
            bobs.step(new Input.AskTree(garden.id(), blob(0)));
        }
        assertEquals(Limits.TREES / 2, sent(bobs, Message.Tree.class).size());

        Bytes hashes = Bytes.of(new byte[64]);
        bobs.step(new Input.Received(new Message.Leaves(garden.id(), blob(0), hashes)));
        bobs.step(new Input.Received(new Message.Leaves(garden.id(), blob(99), hashes)));

        assertEquals(blob(8), sent(bobs, Message.Tree.class).getLast().blob());
        assertEquals(
                List.of(new Output.LeavesCame(blob(0), hashes)),
                bobs.outputs.stream().filter(Output.LeavesCame.class::isInstance).toList());
        wire.runUntilQuiet();
        assertEquals(Limits.TREES + 4, sent(bobs, Message.Tree.class).size(), "all, in the end");
    }

    @Test
    void whoIsAskedForMoreHashesThanItTakesSaysThatItHasNoneForNow() {
        for (int i = 0; i < Limits.TREES; i++) {
            hears(new Message.Tree(garden.id(), film));
        }
        assertEquals(List.of(), sent(alices, Message.Leaves.class));

        hears(new Message.Tree(garden.id(), film));

        assertEquals(
                List.of(new Message.Leaves(garden.id(), film, Bytes.EMPTY)),
                sent(alices, Message.Leaves.class));
        assertTrue(alices.session.open());
        assertEquals(Limits.TREES, sentWhileThereIsRoom().size());
    }

    /** Otherwise what was given up would pile up with Alice, until she takes Bob for greedy. */
    @Test
    void piecesThatAreTooLateAreTakenBackAsOftenAsItHappens() {
        var pieces = IntStream.range(0, 16).boxed().toList();
        for (int i = 0; i < 40; i++) {
            bobs.step(new Input.AskPieces(garden.id(), film, pieces, false));
            bobs.step(new Input.Fetch(garden.id(), blob(i), 8L * Limits.PIECE_BYTES));
            for (int tick = 0; tick < TOO_LONG_TICKS; tick++) {
                bobs.step(new Input.Heard());
                bobs.step(new Input.Tick());
            }
            while (!bobs.sent.isEmpty()) {
                hears(MessageCodec.decode(bobs.sent.remove()));
            }
        }

        assertEquals(40, bobs.outputs.stream().filter(Output.PiecesLate.class::isInstance).count());
        assertEquals(List.of(), alices.closed());
        assertEquals(List.of(), sentWhileThereIsRoom(), "nobody waits for any of it");
    }

    @Test
    void whatFoundNoRoomToBeToldIsMadeUpFor() {
        for (int i = 0; i < 65; i++) {
            alices.step(tell(i));
        }
        wire.runUntilQuiet();
        var everything =
                new Message.Have(
                        garden.id(),
                        List.of(new Message.Held(film, 3L * Limits.PIECE_BYTES)),
                        List.of(),
                        List.of(),
                        true);
        assertEquals(everything, bobs.received(Message.Have.class).getLast());

        alices.step(tell(65));
        wire.runUntilQuiet();

        assertEquals(tell(65).have(), bobs.received(Message.Have.class).getLast());
    }

    private Input.Tell tell(int gone) {
        List<BlobId> blobs = List.of(blob(gone));
        return new Input.Tell(new Message.Have(garden.id(), List.of(), List.of(), blobs, false));
    }

    private void hears(Message message) {
        alices.step(new Input.Received(message));
    }

    private List<Message> sentWhileThereIsRoom() {
        int before = sent(alices, Message.class).size();
        while (alices.step(new Input.Ready())) {}
        List<Message> all = sent(alices, Message.class);
        return all.subList(before, all.size());
    }

    private static <T extends Message> List<T> sent(Wire.End end, Class<T> type) {
        return end.outputs.stream()
                .filter(Output.Send.class::isInstance)
                .map(each -> ((Output.Send) each).message())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static BlobId blob(int number) {
        byte[] id = new byte[BlobId.BYTES];
        id[0] = (byte) number;
        return new BlobId(Bytes.of(id));
    }
}
