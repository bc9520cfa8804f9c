package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Blanks;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Occurrences;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.search.Search;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are taken out of a page's past, here and on computers that hear of it in any order. */
class TakingOutTest {

    private static final String SECRET = "Swordfish7Quux";

    private final Path folder;
    private final Heard aliceHeard = new Heard();
    private final Heard bobHeard = new Heard();
    @AutoClose private final Person alice;
    @AutoClose private final Person bob;

    TakingOutTest(@TempDir Path folder) {
        this.folder = folder;
        alice = new Person("Alice", folder, 1, aliceHeard);
        bob = new Person("Bob", folder, 2, bobHeard);
    }

    /** Takes what anybody wrote; what was taken out is what this computer has heard of. */
    private static final class Heard implements AcceptanceRule {

        private final Map<PageId, Map<ChangeHash, TakenOut>> heard = new HashMap<>();

        void of(PageId page, List<TakingOut.Named> named) {
            var out = heard.computeIfAbsent(page, each -> new HashMap<>());
            named.forEach(each ->
                    out.put(each.change(), new TakenOut(each.blanks(), Set.of(each.proof()))));
        }

        @Override
        public Set<ChangeHash> judge(
                PageId page,
                Collection<Change> candidates,
                Predicate<ChangeHash> accepted,
                Collection<Statement> statements) {
            return Person.everything(page, candidates, accepted, statements);
        }

        @Override
        public Map<ChangeHash, TakenOut> takenOut(PageId page) {
            return heard.getOrDefault(page, Map.of());
        }
    }

    private static TakingOut of(Person person) {
        return person.repository().archive().takingOut();
    }

    private static void fold(Person person, PageId page) {
        person.repository().exchange().fold(page);
    }

    private static void insert(Person person, PageId page, int at, String text) {
        String before = person.text(page);
        person.write(page, TextChange.replace(before.length(), at, at, text).apply(before));
        fold(person, page);
    }

    /** The words come and go bit by bit, with others around them. */
    private PageId written() {
        PageId page = alice.create("Keys", "The key: .\n").page();
        insert(alice, page, 9, "Sword");
        insert(alice, page, 14, "fish7Quux");
        assertTrue(alice.text(page).contains(SECRET));
        return page;
    }

    private List<TakingOut.Named> takeOut(PageId page) {
        List<TakingOut.Named> named = of(alice).delete(page, SECRET);
        aliceHeard.of(page, named);
        of(alice).takeOut(page).join();
        return named;
    }

    /** Files below a folder that hold the words, as they are or packed in a row. */
    private static List<String> holding(Path folder, String words)
            throws IOException, SQLException {
        var holding = new ArrayList<String>();
        String sought = words.toLowerCase(Locale.ROOT); // As it stands in an index.
        List<Path> files;
        try (var all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            try {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.toLowerCase(Locale.ROOT).contains(sought)) {
                    holding.add(file.getFileName().toString());
                }
            } catch (NoSuchFileException gone) {
                // Lucene merges meanwhile.
            }
        }
        Map<String, String> packed =
                Map.of("change", "chunk", "journal", "step", "content", "text");
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("wiki.db"));
                var statement = connection.createStatement()) {
            for (var column : packed.entrySet()) {
                var rows =
                        statement.executeQuery(
                                "SELECT " + column.getValue() + " FROM " + column.getKey());
                while (rows.next()) {
                    String content =
                            new String(unpacked(rows.getBytes(1)), StandardCharsets.ISO_8859_1);
                    if (content.contains(words)) {
                        holding.add("row of " + column.getKey());
                    }
                }
            }
        }
        return holding;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** As STORAGE.md says: one byte, and what is deflated behind its length. */
    private static byte[] unpacked(byte[] packed) {
        if (packed[0] == 0) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        byte[] plain = new byte[ByteBuffer.wrap(packed, 1, Integer.BYTES).getInt()];
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1 + Integer.BYTES, packed.length - 1 - Integer.BYTES);
            assertEquals(plain.length, inflater.inflate(plain));
            return plain;
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }

    @Test
    void noFileHoldsTheWordsAndTheRestOfThePastIsAsItWas() throws Exception {
        PageId page = written();
        for (int i = 0; i < PastFolder.CHANGES_MIN; i++) {
            insert(alice, page, 0, i + " ");
        }
        insert(alice, page, 0, SECRET + " ");
        PageView whole = alice.page(page);
        alice.repository().archive().past(page);
        assertEquals(1, files(alice.folder().resolve("history")).size());
        alice.create("Others", "They stay in the index, in the same file.");
        var line = alice.repository().lines().open(page, "tab", Optional.empty(), Optional.empty());
        try (Search search = Search.open(alice.folder().resolve("index"), alice.repository())) {
            await(() -> search.search(SECRET, 0, 5).hits().size() == 1);
        }
        alice.restart();
        List<String> before = holding(alice.folder(), SECRET);
        assertTrue(before.containsAll(List.of("wiki.db", "row of journal")), before.toString());
        assertTrue(before.stream().anyMatch(file -> file.startsWith("_")), before.toString());

        try (Search search = Search.open(alice.folder().resolve("index"), alice.repository())) {
            takeOut(page);

            assertEquals(List.of(), files(alice.folder().resolve("history")));
            await(() -> of(alice).scrubbing().indexOwed().isEmpty());
            assertEquals(List.of(), holding(alice.folder(), SECRET));
            assertEquals(0, search.search(SECRET, 0, 5).hits().size());
        }
        assertEquals(whole.text().replace(SECRET, ""), alice.text(page));
        assertEquals(
                Optional.of(whole.text().replace(SECRET, "█".repeat(SECRET.length()))),
                alice.repository().textAt(page, whole.version()));
        alice.restart();
        assertEquals(whole.text().replace(SECRET, ""), alice.text(page));
        insert(alice, page, 0, "on");
        assertTrue(
                alice.repository()
                                .lines()
                                .push(
                                        page,
                                        line.position().line(),
                                        line.position().version(),
                                        "tab",
                                        List.of())
                        instanceof Lines.Pushed.Gone);
    }

    private static void await(java.util.function.BooleanSupplier what) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!what.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not come to that");
            Thread.onSpinWait();
        }
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

    private static boolean scrubbed(Person person) {
        return !person.repository().records().values("scrub/").containsKey("scrub/database");
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

    /** It dies behind the commit: the next start cleans up. */
    @Test
    void whatIsOwedIsMadeUpForAtTheNextStart() throws Exception {
        PageId page = written();
        List<TakingOut.Named> named = of(alice).delete(page, SECRET);
        aliceHeard.of(page, named);
        of(alice).takeOut(page);
        alice.repository().records().values(Scrubbing.owed());

        alice.restart();

        await(() -> scrubbed(alice));
        assertTrue(of(alice).scrubbing().indexOwed().isPresent());
        assertEquals(List.of(), holding(alice.folder(), "Sword"));
    }

    @Test
    void whatCannotBeTakenOutIsSaid() {
        PageId page = written();
        Person writer = alice;
        assertEquals(new TakingOut.Found(1, 2, Set.of()), of(alice).find(page, SECRET));
        assertEquals(new TakingOut.Found(0, 0, Set.of()), of(alice).find(page, "never"));
        writer.repository().rename(page, new Title("Keys " + SECRET));
        writer.repository().rename(page, new Title("Keys"));
        assertEquals(
                new TakingOut.Found(1, 2, Set.of(Occurrences.Name.TITLE)),
                of(alice).find(page, SECRET));
        assertThrows(
                NoSuchPageException.class,
                () -> of(alice).delete(PageId.derive(Person.WIKI, new Title("No").key()), SECRET));
        assertTrue(alice.text(page).contains(SECRET));
    }

    /** In ten scripts, with marks behind letters, and of several characters that look like one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Passwort-Größe",
                "Тайный ключ",
                "κρυφό κλειδί",
                "סיסמה סודית",
                "كلمة السرّ",
                "गुप्त कुंजी",
                "รหัสผ่านลับ",
                "秘密的钥匙",
                "ひみつのカギ",
                "비밀번호는",
                "საიდუმლო",
                "👩‍👩‍👧‍👦🗝️🏴‍☠️",
                "𝒮ecret 𐍈𐌰"
            })
    void wordsOfAnyScriptAreTakenOutHoweverTheirLettersArePutTogether(String secret)
            throws Exception {
        PageId page = alice.create("Keys", "Öl: .\n").page();
        String composed = Normalizer.normalize(secret, Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize(secret, Normalizer.Form.NFD);
        insert(alice, page, 4, composed);
        insert(alice, page, alice.text(page).length(), "Again: " + decomposed);
        Version before = alice.page(page).version();

        // As somebody else's keyboard writes it: the screen shows no difference.
        for (String asked : List.of(composed, decomposed)) {
            assertEquals(2, of(alice).find(page, asked).now(), asked);
        }
        List<TakingOut.Named> named = of(alice).delete(page, decomposed);
        aliceHeard.of(page, named);
        of(alice).takeOut(page).join();

        assertEquals("Öl: .\nAgain: ", alice.text(page));
        String old = alice.repository().textAt(page, before).orElseThrow();
        assertEquals(before(composed, decomposed).length(), old.length());
        assertFalse(old.contains(composed) || old.contains(decomposed), old);
        bobHeard.of(page, named);
        bob.receiveFrom(alice);
        for (Person person : List.of(alice, bob)) {
            await(() -> scrubbed(person));
            for (String form : List.of(composed, decomposed)) {
                byte[] utf8 = form.getBytes(StandardCharsets.UTF_8);
                String sought = new String(utf8, StandardCharsets.ISO_8859_1);
                assertEquals(List.of(), holding(person.folder(), sought));
            }
        }
        assertEquals(alice.page(page).version(), bob.page(page).version());
    }

    private static String before(String composed, String decomposed) {
        return "Öl: " + composed + ".\nAgain: " + decomposed;
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

    /** Another redaction ends while the index is cleaned for the first. */
    @Test
    void whatOneRedactionOwesIsNotCrossedOutWithWhatAnotherOwed() throws Exception {
        Scrubbing scrubbing = of(alice).scrubbing();
        alice.repository().records().values(Scrubbing.owed());
        scrubbing.scrub().join();
        Bytes first = scrubbing.indexOwed().orElseThrow();
        alice.repository().records().values(Scrubbing.owed());
        scrubbing.scrub().join();

        scrubbing.indexDone(first);
        alice.create("Behind it", "in the same queue");

        assertTrue(scrubbing.indexOwed().isPresent());
        alice.restart();
        Bytes second = of(alice).scrubbing().indexOwed().orElseThrow();
        of(alice).scrubbing().indexDone(second);
        await(() -> of(alice).scrubbing().indexOwed().isEmpty());
        assertEquals(Map.of(), alice.repository().records().values("scrub/"));
    }

    /** Somebody else's program looks into the file. */
    @Test
    void filesThatCouldNotBeCleanedAreCleanedLaterInTheSameRun() throws Exception {
        PageId page = written();
        List<TakingOut.Named> named = of(alice).delete(page, SECRET);
        aliceHeard.of(page, named);
        try (var other =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + alice.folder().resolve("wiki.db"));
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            assertTrue(statement.executeQuery("SELECT count(*) FROM change").next());

            assertThrows(CompletionException.class, () -> of(alice).takeOut(page).join());
            assertFalse(scrubbed(alice));
        }

        of(alice).scrubbing().makeUp();

        await(() -> scrubbed(alice));
        assertEquals(List.of(), holding(alice.folder(), "Sword"));
    }

    @Test
    void whatIsKeptOfAPastIsOwedUntilItIsGone() throws Exception {
        PageId page = written();
        alice.repository().records().values(Scrubbing.owed(page));
        Path kept = alice.folder().resolve("history").resolve(page.toBytes().toHex());
        Path inTheWay = Files.createDirectories(kept.resolve("cannot be removed"));

        alice.restart();

        await(() -> scrubbed(alice));
        String owed = "scrub/past/" + page;
        assertTrue(alice.repository().records().values("scrub/").containsKey(owed));
        Files.delete(inTheWay);
        of(alice).scrubbing().makeUp();
        await(() -> !alice.repository().records().values("scrub/").containsKey(owed));
        assertFalse(Files.exists(kept));
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

        of(bob).makeUp();

        assertFalse(of(bob).isWaiting(whole));
        assertEquals("The key: .\n", bob.text(whole));
    }

    /** It dies between the commit and the next step. */
    @Test
    void whatWasKeptOfThePastGoesAtTheNextStartAtTheLatest() throws Exception {
        PageId page = written();
        for (int i = 0; i < PastFolder.CHANGES_MIN; i++) {
            insert(alice, page, 0, i + " ");
        }
        alice.repository().archive().past(page);
        assertEquals(1, files(alice.folder().resolve("history")).size());
        alice.repository().records().values(Scrubbing.owed(page));

        alice.restart();

        assertEquals(List.of(), files(alice.folder().resolve("history")));
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
}
