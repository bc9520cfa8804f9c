package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.EditSummary;
import enquire.editor.page.Heads;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PageId;
import enquire.editor.page.TextHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What describes an edit or names a version goes by the same word as the text. */
class LinesTakenOutTest extends SecretPages {

    LinesTakenOutTest(@TempDir Path folder) {
        super(folder);
    }

    private void write(PageId page, String text, String summary) {
        Version now = alice.page(page).version();
        alice.repository().write(page, now, text, EditSummary.mark(summary), Beside.NOTHING);
        fold(alice, page);
    }

    /** Two summaries and two names of versions, of which one each says the words. */
    private PageId described() {
        PageId page = alice.create("Keys", "One.\n").page();
        write(page, "One, two.\n", "Carol, 2011-03-04: now it is " + SECRET + " 漢");
        Heads first = alice.page(page).version().heads();
        write(page, "One, two, three.\n", "fixed typo");
        Heads second = alice.page(page).version().heads();
        alice.repository().archive().name(page, first, "With " + SECRET);
        alice.repository().archive().name(page, second, "Checked");
        fold(alice, page);
        return page;
    }

    private static List<String> said(Person person, PageId page) {
        Past past = person.repository().archive().past(page);
        TextHistory history = TextHistory.of(past.changes(), List.of()).orElseThrow();
        var said = new ArrayList<String>();
        for (int i = 0; i < history.size(); i++) {
            history.acts(i).stream()
                    .flatMap(act -> EditSummary.of(act).stream())
                    .forEach(said::add);
        }
        history.names().stream().map(NamedVersion::name).sorted().forEach(said::add);
        return said;
    }

    @Test
    void summariesAndNamesOfVersionsThatSayTheWordsAreGoneOnBothComputers() throws Exception {
        PageId page = described();
        bob.receiveFrom(alice);
        write(page, "One, two, three, four.\n", SECRET);
        assertEquals(0, of(alice).find(page, SECRET).now());
        assertEquals(3, of(alice).find(page, SECRET).lines());
        assertEquals(3, of(alice).find(page, SECRET).changes());

        bobHeard.of(page, takeOut(page));
        of(bob).takeOut(page).join();
        bob.receiveFrom(alice);
        bob.write(page, bob.text(page) + "Bob.\n");
        fold(bob, page);
        alice.receiveFrom(bob);

        for (Person person : List.of(alice, bob)) {
            assertEquals("One, two, three, four.\nBob.\n", person.text(page));
            assertEquals(List.of("███", "fixed typo", "███", "Checked", "███"), said(person, page));
            await(() -> scrubbed(person));
            assertEquals(List.of(), holding(person.folder(), SECRET));
        }
        assertEquals(alice.page(page).version(), bob.page(page).version());
        assertEquals(new TakingOut.Found(0, List.of(), 0, Set.of()), of(alice).find(page, SECRET));
        alice.restart();
        assertEquals("Checked", said(alice, page).get(3));
    }

    /** The words are the key under which a summary is kept, and a title has one, too. */
    @Test
    void whatSaysThemOnlyByItsKeySaysNothing() {
        PageId page = described();

        assertEquals(
                new TakingOut.Found(0, List.of(), 0, Set.of()), of(alice).find(page, "summary"));
        assertEquals(new TakingOut.Found(0, List.of(), 0, Set.of()), of(alice).find(page, "title"));
        assertEquals(
                new TakingOut.Found(0, List.of(), 0, Set.of()), of(alice).find(page, "version"));
    }
}
