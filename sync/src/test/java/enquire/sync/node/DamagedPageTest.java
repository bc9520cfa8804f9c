package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.Records;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One page that is damaged on disk is not synced; all the others are. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class DamagedPageTest {

    private final Path folder;

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private PageId roses;

    /** Both hold a page. */
    DamagedPageTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        Wiki garden = alice.create("Garden");
        roses = garden.repository().create(new Title("Roses"), "red").page();
        Wire.join(bob, alice, garden);
        new Wire(bob, alice).runUntilQuiet();
    }

    @Test
    void aPageWhoseTypingCannotBeFoldedIsNotGivenAndTheOthersAre() throws Exception {
        alice = damage(alice, "Alice");
        Wiki garden = wiki(alice);
        append(garden, " and white");
        garden.repository().create(new Title("Tulips"), "yellow");

        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        assertEquals("yellow", Meetings.text(wiki(bob), "Tulips"));
        assertTrue(wire.dialler.session.open());
        assertTrue(garden.repository().exchange().pending().contains(roses));
    }

    @Test
    void aPageThatCannotBeReadIsAnsweredWithNothingAndStaysOwed() throws Exception {
        append(wiki(alice), " and white");
        wiki(alice).repository().exchange().fold(roses);
        alice = damage(alice, "Alice");
        wiki(alice).repository().create(new Title("Tulips"), "yellow");

        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        assertEquals("yellow", Meetings.text(wiki(bob), "Tulips"));
        assertEquals(Set.of(roses), owed(bob, alice));
    }

    @Test
    void aPageThatCannotBeMergedStaysOwedAndTheOthersOfItsMessageAreTaken() throws Exception {
        append(wiki(alice), " and white");
        wiki(alice).repository().create(new Title("Tulips"), "yellow");
        bob = damage(bob, "Bob");

        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        assertEquals("yellow", Meetings.text(wiki(bob), "Tulips"));
        assertEquals("red", Meetings.text(wiki(bob), "Roses"));
        assertEquals(Set.of(roses), owed(bob, alice));
        assertTrue(wire.dialler.session.open());
    }

    /** Stops a node, spoils the stored changes of the page, and opens it again. */
    private Node damage(Node node, String name) throws Exception {
        String id = wiki(node).id().toString();
        meetings.stop(node);
        Path file = folder.resolve(name).resolve("wikis").resolve(id).resolve("wiki.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var spoil = connection.prepareStatement("UPDATE change SET chunk = x'0001'")) {
            assertTrue(spoil.executeUpdate() > 0);
        }
        return meetings.open(name);
    }

    private void append(Wiki wiki, String words) {
        PageView now = wiki.repository().page(roses).orElseThrow();
        wiki.repository().write(roses, now.version(), now.text() + words);
    }

    private static Wiki wiki(Node node) {
        return node.wikis().getFirst();
    }

    private static Set<PageId> owed(Node node, Node by) {
        return wiki(node)
                .repository()
                .records()
                .progress(by.id())
                .map(Records.Progress::owed)
                .orElseThrow();
    }
}
