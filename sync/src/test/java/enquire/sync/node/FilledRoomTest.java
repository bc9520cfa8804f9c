package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.Shelf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rita fills what may wait of a page at Bob's, before Alice writes it. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FilledRoomTest {

    /** As many changes as may wait of one page (docs/PROTOCOL.md). */
    private static final int ROOM = 4_096;

    /** Of three bytes each: two frames, and the only statement is in the second (arithmetic). */
    private static final int CHARS = 420_000;

    @AutoClose private final Meetings meetings;

    FilledRoomTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @Test
    void aPageOfSeveralFramesArrivesAllTheSame() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Wiki garden = alice.create("Garden");
        Wiki joined = Wire.join(bob, alice, garden);
        new Wire(bob, alice).runUntilQuiet();
        Title title = new Title("Roses");
        PageId roses = PageId.derive(garden.id(), title.key());
        PeerId rita = TestKeys.of("Rita").id();
        List<Bytes> junk = junk(rita);
        for (int from = 0; from < junk.size(); from += 1_024) {
            var part = new Shelf.Arrived(roses, junk.subList(from, from + 1_024), List.of());
            new WikiShelf(joined, rita).receive(List.of(part));
        }
        assertEquals(ROOM, joined.repository().exchange().judgeWaiting(roses).waiting());

        String text = text();
        garden.repository().create(title, text);
        new Wire(bob, alice).runUntilQuiet();

        assertTrue(text.equals(Meetings.text(joined, "Roses")), "it did not come");
    }

    private static List<Bytes> junk(PeerId author) {
        var junk = new ArrayList<Bytes>();
        var actor = ActorId.of(author, Bytes.of(new byte[ActorId.SALT_BYTES]));
        try (var document = PageDocument.create(actor)) {
            while (junk.size() < ROOM) {
                document.edit(new Edit.PutMark("mark", "value " + junk.size())).stream()
                        .map(Change::chunk)
                        .forEach(junk::add);
            }
        }
        return junk;
    }

    /** What deflate does not make small. */
    private static String text() {
        var text = new StringBuilder();
        new Random(1).ints(CHARS, 0x4e00, 0x9f00).forEach(text::appendCodePoint);
        return text.toString();
    }
}
