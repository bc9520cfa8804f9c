package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Six people write on one page while all are apart; whoever comes later gets it from one. */
@Timeout(value = 2_400, unit = TimeUnit.SECONDS)
class LongApartTest {

    private static final int WRITERS = 6;

    /** Together more than a page has room for that nobody vouches for yet. */
    private static final int EDITS = 1_000;

    @AutoClose private final Meetings meetings;

    LongApartTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    /** The word for all edits of a burst comes with its last one. */
    @Test
    void whoComesLaterGetsAllThatEachOfThemWrote() {
        var nodes = new ArrayList<Node>(List.of(meetings.open("Alice")));
        Node alice = nodes.getFirst();
        Wiki garden = alice.create("Garden");
        PageId page = garden.repository().create(new Title("Roses"), "red\n").page();
        for (int i = 1; i < WRITERS; i++) {
            Node guest = meetings.open("Guest " + i);
            nodes.add(guest);
            Wire.join(guest, alice, garden);
            ForkedGarden.meet(guest, alice);
        }
        for (Node node : nodes) {
            write(node.wikis().getFirst().repository(), page);
        }
        nodes.subList(1, WRITERS).forEach(guest -> ForkedGarden.meet(guest, alice));
        int changes = garden.repository().exchange().changes(page).size();
        assertTrue(changes > WRITERS * EDITS, changes + " changes");

        Node late = meetings.open("Carol");
        Wiki atCarol = Wire.join(late, alice, garden);
        ForkedGarden.meet(late, alice);

        assertEquals(changes, atCarol.repository().exchange().changes(page).size());
        assertEquals(Meetings.text(garden, "Roses"), Meetings.text(atCarol, "Roses"));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(atCarol));
    }

    private static void write(Repository repository, PageId page) {
        for (int i = 0; i < EDITS; i++) {
            PageView view = repository.page(page).orElseThrow();
            repository.write(page, view.version(), view.text() + "x");
            repository.exchange().fold(page);
        }
    }
}
