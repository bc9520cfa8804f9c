package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Blanks;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.NamesAndSummaries;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are taken out of a page's past, here and on computers that hear of it in any order. */
class TakingOutTest extends SecretPages {

    TakingOutTest(@TempDir Path folder) {
        super(folder);
    }

    /** Which of the two hears of it first, and of what, makes no difference in the end. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoHearsOfItBeforeOrAfterTheChangesEndsWithoutTheWords(boolean before) throws Exception {
        PageId page = written();
        if (!before) {
            bob.receiveFrom(alice);
        }
        List<TakingOut.Named> named = of(alice).delete(page, SECRET);
        bobHeard.of(page, named);
        of(bob).takeOut(page).join();
        // His tabs show the words: they stay until their deletion is here.
        assertEquals(!before, of(bob).isWaiting(page));
        assertEquals(!before, !holding(bob.folder(), "Sword").isEmpty());

        bob.receiveFrom(alice); // As they were: Alice has not come to it yet.
        of(bob).makeUp();
        aliceHeard.of(page, named);
        of(alice).takeOut(page).join();
        insert(bob, page, 3, "?");
        insert(alice, page, 0, "!");
        bob.receiveFrom(alice);
        alice.receiveFrom(bob);

        assertFalse(of(bob).isWaiting(page));
        assertEquals("!The? key: .\n", bob.text(page));
        assertEquals(alice.page(page).version(), bob.page(page).version());
        assertEquals(alice.text(page), bob.text(page));
        await(() -> scrubbed(bob));
        assertEquals(List.of(), holding(bob.folder(), "Sword"));
        assertEquals(List.of(), holding(alice.folder(), "Sword"));
    }

    /** A computer that was off for long comes with edits of its own, made on top of the words. */
    @Test
    void editsMadeApartOnTopOfTheWordsAreMergedAndTheWordsDoNotComeBack() throws Exception {
        PageId page = written();
        bob.receiveFrom(alice);
        insert(bob, page, 14, " and ");
        insert(bob, page, 0, "Bob: ");
        takeOut(page);
        insert(alice, page, 0, "Alice: ");

        alice.receiveFrom(bob);
        assertEquals(List.of(), holding(alice.folder(), "fish7"));
        bobHeard.of(page, of(alice).held(page, new HashMap<>(blanks(page))));
        bob.receiveFrom(alice);
        of(bob).takeOut(page).join();

        assertEquals("Alice: Bob: The key:  and .\n", sorted(alice.text(page)));
        assertEquals(alice.text(page), bob.text(page));
        assertEquals(alice.page(page).version(), bob.page(page).version());
        assertEquals(List.of(), holding(bob.folder(), "fish7"));
    }

    /** The two beginnings stand in the order that their actors give them. */
    private static String sorted(String text) {
        return text.startsWith("Bob: ") ? text.replace("Bob: Alice: ", "Alice: Bob: ") : text;
    }

    private Map<ChangeHash, Blanks> blanks(PageId page) {
        var blanks = new HashMap<ChangeHash, Blanks>();
        aliceHeard.takenOut(page).forEach((hash, out) -> blanks.put(hash, out.blanks()));
        return blanks;
    }

    @Test
    void whatIsSaidToBeLeftOfAChangeIsTakenFromNobodyWithoutProof() {
        PageId page = written();
        takeOut(page);

        Exchange.Received unheard = bob.receiveFrom(alice, page);
        assertEquals(2, unheard.missing().size());
        assertTrue(bob.repository().page(page).filter(view -> view.text().contains("█")).isEmpty());

        var wrong = new ArrayList<TakingOut.Named>();
        aliceHeard
                .takenOut(page)
                .forEach((hash, out) -> wrong.add(new TakingOut.Named(hash, out.blanks(), hash)));
        bobHeard.of(page, wrong);
        assertEquals(2, bob.receiveFrom(alice, page).missing().size());

        bobHeard.of(page, of(alice).held(page, blanks(page)));
        assertEquals(0, bob.receiveFrom(alice, page).missing().size());
        assertEquals("The key: .\n", bob.text(page));
    }

    /** Who named them was removed meanwhile, and named all that others wrote besides. */
    @Test
    void ofWhatCountsNoMoreNothingIsNamedAnewButWhatIsGoneAlready() {
        PageId page = alice.create("Keys", "The key: " + SECRET + ".\n").page();
        fold(alice, page);
        List<TakingOut.Named> named = takeOut(page);
        aliceHeard.heard.clear();
        var everything = new HashMap<ChangeHash, Blanks>();
        alice.repository()
                .exchange()
                .changes(page)
                .forEach(change ->
                        everything.put(
                                change.hash(), new Blanks(List.of(new Blanks.Range(0, 1_000)))));

        assertEquals(named, of(alice).held(page, everything));
    }

    /** Whoever took the words out may write no more, so his edit that deletes them never comes. */
    @Test
    void whoHearsOfItDeletesTheWordsHimselfWhereTheyWouldStandForEver() throws Exception {
        PageId page = written();
        bob.receiveFrom(alice);
        bobHeard.of(page, takeOut(page));
        of(bob).takeOut(page).join();
        assertTrue(of(bob).isWaiting(page));

        of(bob).deleteStanding(page, blanks(page));
        of(bob).makeUp();

        assertFalse(of(bob).isWaiting(page));
        assertEquals("The key: .\n", bob.text(page));
        await(() -> scrubbed(bob));
        assertEquals(List.of(), holding(bob.folder(), "Sword"));
    }

    @Test
    void whatStandsAndOnceWasAPartOfTheWordsIsTypedAnew() {
        PageId page = written();
        alice.write(page, "The key: Sword, not fish.\n");
        fold(alice, page);

        takeOut(page);

        assertEquals("The key: Sword, not fish.\n", alice.text(page));
    }

    /** A program that read the words and saves what it made of them does not bring them back. */
    @Test
    void aSaveOverAVersionThatLostWordsIsRefused() {
        PageId page = written();
        PageView read = alice.page(page);
        takeOut(page);

        assertThrows(
                UnknownVersionException.class,
                () ->
                        alice.repository()
                                .write(page, read.version(), read.text() + "more", Beside.NOTHING));

        alice.write(page, alice.text(page) + "more █");
        alice.write(page, alice.text(page) + "!");
        assertEquals("The key: .\nmore █!", alice.text(page));
    }

    @Test
    void whatCannotBeTakenOutIsSaid() {
        PageId page = written();
        Person writer = alice;
        assertFound(1, 2, Set.of(), of(alice).find(page, SECRET));
        assertEquals(new TakingOut.Found(0, List.of(), 0, Set.of()), of(alice).find(page, "never"));
        writer.repository().rename(page, new Title("Keys " + SECRET));
        writer.repository().rename(page, new Title("Keys"));
        assertFound(1, 2, Set.of(NamesAndSummaries.Name.TITLE), of(alice).find(page, SECRET));
        assertThrows(
                NoSuchPageException.class,
                () -> of(alice).delete(PageId.derive(Person.WIKI, new Title("No").key()), SECRET));
        assertTrue(alice.text(page).contains(SECRET));
    }

    @Test
    void aDeletedPageLosesTheWordsAndStaysDeleted() throws Exception {
        PageId page = written();
        bob.receiveFrom(alice);
        alice.repository().delete(page);

        bobHeard.of(page, takeOut(page));
        bob.receiveFrom(alice);
        of(bob).takeOut(page).join();

        for (Person person : List.of(alice, bob)) {
            assertTrue(person.page(page).deleted());
            assertEquals("The key: .\n", person.page(page).text());
            await(() -> scrubbed(person));
            assertEquals(List.of(), holding(person.folder(), SECRET));
        }
        alice.restart();
        assertTrue(alice.page(page).deleted());
        alice.repository().restore(page);
        assertEquals("The key: .\n", alice.text(page));
    }

    /** In whatever order they come: of five of six nothing can be read. */
    @Test
    void aPageThatCannotBeReadHoldsUpNoOther() throws Exception {
        var pages = new ArrayList<PageId>();
        for (int i = 0; i < 6; i++) {
            pages.add(alice.create("Keys " + i, "The key: " + SECRET + ".\n").page());
            fold(alice, pages.getLast());
        }
        bob.receiveFrom(alice);
        for (PageId page : pages) {
            bobHeard.of(page, of(alice).delete(page, SECRET));
            of(bob).takeOut(page).join();
            assertTrue(of(bob).isWaiting(page));
        }
        bob.receiveFrom(alice);
        PageId whole = pages.removeLast();
        try (var other =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + bob.folder().resolve("wiki.db"));
                var damage =
                        other.prepareStatement("UPDATE change SET chunk = x'00' WHERE page = ?")) {
            for (PageId page : pages) {
                damage.setBytes(1, page.toBytes().toArray());
                assertTrue(damage.executeUpdate() > 0);
            }
        }

        Set<PageId> failed = of(bob).makeUp();

        // Else nobody would try them again: their deletion has come, and nothing else need come.
        assertEquals(Set.copyOf(pages), failed);
        assertFalse(of(bob).isWaiting(whole));
        assertEquals("The key: .\n", bob.text(whole));
    }

    /** A reader's suggestion holds the words, too, and stays a suggestion. */
    @Test
    void suggestionsLoseTheWords() {
        PageId page = written();
        SuggestedEdits suggested = alice.repository().suggestions().ofReaders();
        Change change =
                suggested.draft(
                        page,
                        alice.page(page).version(),
                        alice.text(page) + "Is it " + SECRET + "?");
        var edit =
                new SuggestedEdit(
                        page,
                        change,
                        new Statement(Person.bytes("signed"), List.of(change.hash())),
                        Instant.parse("2026-11-22T12:00:00Z"));
        assertEquals(1, suggested.keep(List.of(edit), peer -> peer));

        List<TakingOut.Named> named = takeOut(page);

        assertEquals(3, named.size());
        Change left = suggested.edit(edit.name()).orElseThrow().change();
        assertTrue(left.isBlanked());
        assertEquals(change.hash(), left.hash());
    }

    @Test
    void aTabThatHasTheWordsGoesOnWithWhatItTyped() {
        PageId page = written();
        Lines lines = alice.repository().lines();
        var opened = lines.open(page, "tab", Optional.empty(), Optional.empty());
        var typed = TextChange.replace(opened.text().length(), 0, 0, "typed ");
        assertFalse(of(alice).delete(page, SECRET).isEmpty());
        takeOut(page);

        assertTrue(
                lines.push(
                                page,
                                opened.position().line(),
                                opened.position().version(),
                                "tab",
                                List.of(new Lines.TabUpdate(1, typed)))
                        instanceof Lines.Pushed.Gone);
        var again =
                lines.open(
                        page, "tab", Optional.of(opened.position()), Optional.of(opened.token()));
        assertEquals(again.text(), again.rebase().orElseThrow().apply(opened.text()));
        var rebased = typed.mapOver(again.rebase().orElseThrow(), false);
        lines.push(
                page,
                again.position().line(),
                again.position().version(),
                "tab",
                List.of(new Lines.TabUpdate(1, rebased)));
        assertEquals("typed The key: .\n", alice.text(page));
    }

    private static void assertFound(
            int now, int changes, Set<NamesAndSummaries.Name> names, TakingOut.Found found) {
        assertEquals(now, found.now());
        assertEquals(changes, found.changes());
        assertEquals(0, found.lines());
        assertEquals(names, found.names());
    }
}
