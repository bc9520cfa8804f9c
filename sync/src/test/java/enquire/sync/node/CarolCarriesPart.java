package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Carrying;
import enquire.storage.PageView;
import enquire.sync.protocol.Input;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes without a network: Carol's carries titles and what she opens, the others all. */
abstract class CarolCarriesPart {

    final Path folder;
    @AutoClose final Meetings meetings;
    Node alice;
    Node bob;
    Node carol;
    Wiki garden;
    Wiki atBob;
    Wiki atCarol;

    CarolCarriesPart(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        carol = meetings.open("Carol");
        garden = alice.create("Garden");
        atBob = Wire.join(bob, alice, garden);
        atCarol = Wire.join(carol, alice, garden);
        atCarol.pageFetches().carry(Carrying.Mode.OPENED);
    }

    static Wire meet(Node one, Node other) {
        var wire = new Wire(one, other);
        wire.runUntilQuiet();
        for (Wiki wiki : one.wikis()) {
            wire.pagesChanged(wiki.id());
            wire.pagesChanged(wiki.id());
        }
        return wire;
    }

    /** As the screen does, and its connection. */
    void open(Wire.End carols, PageId page) {
        atCarol.repository().records().carrying().open(page);
        carols.step(new Input.Wish(garden.id(), page));
    }

    static PageId write(Wiki wiki, String title, String text) {
        return wiki.repository().create(new Title(title), text).page();
    }

    static void append(Wiki wiki, PageId page, String more) {
        PageView now = wiki.repository().page(page).orElseThrow();
        wiki.repository().write(page, now.version(), now.text() + more);
    }
}
