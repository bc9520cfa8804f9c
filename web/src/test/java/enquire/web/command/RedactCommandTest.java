package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.EditSummary;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Beside;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Alice takes a secret out of pages by command; Bob may not. */
class RedactCommandTest extends TypedCommands {

    private static final String TEXT = "Safe: hunter2.\nBox: hunter2.\nDoor: ключ 7.\n";

    /** With something on the standard input. */
    private static Ran redact(Path data, String typed, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            var all = new ArrayList<>(List.of("redact"));
            all.addAll(List.of(arguments));
            return runWith(data, all.toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
    }

    private static <T> T looking(Path data, Function<Repository, T> look) {
        try (TestNode node = TestNode.start(data)) {
            return look.apply(node.node().wikis().getFirst().repository());
        }
    }

    private static PageView keys(Repository repository, PageId page) {
        return repository.page(page).orElseThrow();
    }

    @Test
    void itIsSaidWhereWordsStandAndTheyGoOnlyWhenThatIsMeant() throws Exception {
        PageId page;
        try (TestNode alice = TestNode.start(data())) {
            Wiki garden = alice.node().create("Garden");
            page = garden.repository().create(new Title("Keys"), TEXT).page();
            garden.repository().create(new Title("hunter2"), "Nothing of it here.");
        }

        Ran dry = redact(data(), "hunter2\nnot this line\n", "Keys");
        assertEquals(0, dry.code(), dry.err());
        assertTrue(
                dry.out()
                        .startsWith(
                                "It stands 2 times in the text of Keys now. It was written, whole or in part, by 1 edit of the history.\n  Safe: ███████.\n  Box: ███████.\nNothing was changed. Taken out with --yes, it is gone for good"),
                dry.out());
        assertEquals(TEXT, looking(data(), repository -> keys(repository, page).text()));

        assertSentence(1, "never stood in the text", redact(data(), "hunter3\n", "Keys", "--yes"));
        assertSentence(1, "has 3 to 16,384 characters", redact(data(), "ab\n", "Keys", "--yes"));
        assertSentence(1, "has 3 to 16,384 characters", redact(data(), "", "Keys", "--yes"));
        assertSentence(1, "no page", redact(data(), "hunter2\n", "Kees", "--yes"));
        assertSentence(
                1,
                "it is in a title that the page has or had",
                redact(data(), "hunter2\n", "hunter2", "--yes"));
        assertEquals(TEXT, looking(data(), repository -> keys(repository, page).text()));

        Ran done = redact(data(), "hunter2\n", "Keys", "--yes");
        assertEquals(0, done.code(), done.err());
        assertTrue(done.out().startsWith("Taken out of 1 edit of Keys."), done.out());
        assertTrue(done.out().contains("change a password that stood there"), done.out());
        assertTrue(done.out().contains("The text lacks it now"), done.out());
        assertFalse(done.out().contains("wiki.db"), done.out());
        Ran lines = redact(data(), ".\nDoor: ключ 7\n", "Keys", "--yes", "--all");
        assertEquals(0, lines.code(), lines.err());
        assertEquals(
                "Safe: .\nBox: .\n", looking(data(), repository -> keys(repository, page).text()));
        assertSentence(1, "never stood in the text", redact(data(), "hunter2\n", "Keys", "--yes"));
    }

    @Test
    void anExportIntoARepositoryOfBeforeSaysWhatItsCommitsHoldAndWhatToDo() throws Exception {
        try (TestNode alice = TestNode.start(data())) {
            alice.node().create("Garden").repository().create(new Title("Keys"), TEXT);
        }
        Path before = data().resolveSibling("before.git");
        Ran exported = runWith(data(), "export", "--git", before.toString());
        assertFalse(exported.out().contains("taken out"), exported.out());
        redact(data(), "hunter2\n", "Keys", "--yes");

        Ran again = runWith(data(), "export", "--git", before.toString());
        assertEquals(0, again.code(), again.err());
        assertTrue(
                again.out()
                        .contains(
                                "A commit of this repository holds what was taken out of the wiki for good later."),
                again.out());
        assertTrue(again.out().contains("Write the history into a new folder"), again.out());
        assertTrue(again.out().matches("(?s).*\n {2}[0-9a-f]{12} Create Keys\n"), again.out());

        Ran fresh = runWith(data(), "export", "--git", data().resolveSibling("new").toString());
        assertEquals(0, fresh.code(), fresh.err());
        assertFalse(fresh.out().contains("taken out"), fresh.out());
    }

    @Test
    void aDeletedPageNeedNotBeRestored() throws Exception {
        PageId page;
        try (TestNode alice = TestNode.start(data())) {
            Repository garden = alice.node().create("Garden").repository();
            page = garden.create(new Title("Keys"), TEXT).page();
            garden.delete(page);
        }

        Ran done = redact(data(), "ключ 7\n", "Keys", "--yes");

        assertEquals(0, done.code(), done.err());
        PageView left = looking(data(), repository -> keys(repository, page));
        assertTrue(left.deleted());
        assertEquals(TEXT.replace("ключ 7", ""), left.text());
    }

    @Test
    void whatDescribesAnEditIsSaidAndGoes() throws Exception {
        try (TestNode alice = TestNode.start(data())) {
            Repository garden = alice.node().create("Garden").repository();
            var said = EditSummary.mark("Carol: it is hunter3 now");
            garden.create(new Title("Keys"), "Safe.\n", said, Beside.NOTHING);
        }

        Ran dry = redact(data(), "hunter3\n", "Keys");
        assertEquals(0, dry.code(), dry.err());
        assertTrue(
                dry.out()
                        .startsWith(
                                "It does not stand in the text of Keys now. It was written, whole or in part, by 1 edit of the history.\n1 line that describes an edit or names a version says it: ███ takes the place of the whole line.\nNothing was changed."),
                dry.out());
        assertEquals(0, redact(data(), "hunter3\n", "Keys", "--yes").code());
        assertSentence(1, "never stood in the text", redact(data(), "hunter3\n", "Keys"));
    }

    @Test
    void aFileGoesByItsName() throws Exception {
        try (TestNode alice = TestNode.start(data())) {
            alice.node().create("w").repository().create(new Title("Keys"), TEXT);
            alice.post(TestNode.wiki("/files?name=plan.txt&page=Keys"), "the secret plan");
        }

        Ran dry = redact(data(), "", "Keys", "--file", "plan.txt");
        assertEquals(0, dry.code(), dry.err());
        assertTrue(dry.out().startsWith("That file is in Keys. Nothing was changed."), dry.out());
        Ran done = redact(data(), "", "Keys", "--file", "plan.txt", "--yes");
        assertEquals(0, done.code(), done.err());
        assertTrue(done.out().startsWith("Taken out. Every other computer"), done.out());
        assertSentence(
                1, "was taken out already", redact(data(), "", "Keys", "--file", "plan.txt"));
    }

    @Test
    void whoIsNeitherOwnerNorAdminIsToldWhomToAsk() throws Exception {
        Path bobs = folder.resolve("bob");
        try (TestNode alice = TestNode.start(data());
                TestNode bob = TestNode.start(bobs, "Bob")) {
            alice.node().listen();
            bob.node().listen();
            Wiki garden = alice.node().create("Garden");
            garden.repository().create(new Title("Keys"), TEXT);
            Wiki ofBob = bob.node().join(garden.invite(Role.WRITER).text());
            long end = System.nanoTime() + TestNode.DEADLINE.toNanos();
            while (ofBob.repository().resolve("Keys").isEmpty()) {
                assertTrue(System.nanoTime() < end, "Bob never got the page");
                BetweenLooks.pause();
            }
        }

        assertSentence(
                1, "Only the owner and admins of this wiki", redact(bobs, "hunter2\n", "Keys"));
        Ran refused = redact(bobs, "hunter2\n", "Keys", "--yes");
        assertSentence(1, "Nothing was changed; they can be asked.", refused);
        assertTrue(
                looking(bobs, r -> r.page(r.resolve("Keys").orElseThrow()).orElseThrow().text())
                        .equals(TEXT));
    }
}
