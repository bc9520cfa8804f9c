package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.Genesis;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages with two changes of one number, under a rule that says what the test wants. */
class ForksTest {

    @TempDir Path folder;
    private final Set<ChangeHash> orphaned = new HashSet<>();
    private final Set<ChangeHash> outvoted = new HashSet<>();
    private Person alice;
    private Person bob;
    private PageId page;
    private List<Change> before;

    @BeforeEach
    void open() {
        alice = Person.unhurried("Alice", folder, 1);
        bob = Person.unhurried("Bob", folder, 2, new Rule());
        page = alice.create("Home", "one\n\ntwo\n").page();
        before = alice.repository().exchange().changes(page);
        receive(before);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    private final class Rule implements AcceptanceRule {
        @Override
        public Set<ChangeHash> judge(
                PageId page,
                Collection<Change> candidates,
                Predicate<ChangeHash> accepted,
                Collection<Statement> statements) {
            return Person.acceptedOf(
                    candidates, accepted, change -> !orphaned.contains(change.hash()));
        }

        @Override
        public Verdict judgeAll(
                PageId page, Collection<Change> changes, Collection<Statement> statements) {
            Predicate<ChangeHash> genesis = Genesis.HASH::equals;
            var standing = judge(page, changes, genesis, statements);
            var left =
                    Person.acceptedOf(
                            changes,
                            genesis,
                            change ->
                                    standing.contains(change.hash())
                                            && !outvoted.contains(change.hash()));
            var lost = new HashSet<>(standing);
            lost.removeAll(left);
            return new Verdict(left, lost);
        }
    }

    private Change change(int actor, String text) {
        var id = ActorId.of(alice.peer, Bytes.ofHex("%016x".formatted(actor)));
        try (var document = PageDocument.of(before, id)) {
            var edit = new Edit.Text(TextChange.between(document.text(), text));
            return document.edit(edit).getFirst();
        }
    }

    private Exchange.Received receive(List<Change> changes) {
        return bob.repository()
                .exchange()
                .receive(page, changes, List.of(), Instant.EPOCH, Optional.of(alice.peer));
    }

    private boolean inPage(Change change) {
        return bob.repository().exchange().accepts(page, List.of(change.hash()));
    }

    /** The node has heard of a removal, and has not come to adopt what it takes out. */
    @Test
    void whatNobodySpeaksForIsLeftWhereItIsUntilTheMembersAreJudged() {
        Change carols = change(1, "one\n\ntwo, says Carol\n");
        Change kept = change(2, "one!\n\ntwo\n");
        Change lost = change(2, "one?\n\ntwo\n");
        receive(List.of(carols, lost));
        orphaned.add(carols.hash());
        outvoted.add(lost.hash());

        receive(List.of(kept));

        assertTrue(inPage(carols));
        assertTrue(inPage(kept));
        assertFalse(inPage(lost));
        assertEquals("one!\n\ntwo, says Carol\n", bob.text(page));
        bob.repository().exchange().judgeAnew();
        assertFalse(inPage(carols));
        assertEquals("one!\n\ntwo\n", bob.text(page));
    }

    @Test
    void oneForWhomNobodySpeaksMakesRoomForItsTwin() {
        Change kept = change(2, "one!\n\ntwo\n");
        Change orphan = change(2, "one?\n\ntwo\n");
        receive(List.of(orphan));
        orphaned.add(orphan.hash());

        assertEquals(Map.of(), receive(List.of(kept)).refused());

        assertEquals("one!\n\ntwo\n", bob.text(page));
        bob.restart();
        assertEquals("one!\n\ntwo\n", bob.text(page));
    }

    @Test
    void typingThatIsInNoChangeYetSurvivesARebuild() {
        Change kept = change(2, "one!\n\ntwo\n");
        Change lost = change(2, "one?\n\ntwo\n");
        receive(List.of(lost));
        bob.write(page, bob.text(page) + "three, says Bob\n");
        assertEquals(Set.of(page), bob.repository().exchange().pending());
        outvoted.add(lost.hash());

        receive(List.of(kept));

        assertTrue(bob.text(page).contains("three, says Bob"), bob.text(page));
        assertTrue(bob.text(page).contains("one!"), bob.text(page));
        String text = bob.text(page);
        bob.restart();
        assertEquals(text, bob.text(page));
    }

    /** It cannot be written into the page anew; nothing else fails over that. */
    @Test
    void ownTypingThatAFullPageLostIsOfferedOnceThereIsRoom() {
        Change kept = change(2, "one!\n\ntwo\n");
        Change lost = change(2, "one?\n\ntwo\n");
        receive(List.of(lost));
        bob.write(page, bob.text(page) + "three, says Bob\n");
        bob.repository().exchange().fold(page);
        outvoted.add(lost.hash());
        // Enough for the one that comes, and for half of what Bob typed.
        bob.takesAtMost(kept.lastOperation() + 8);

        assertEquals(Map.of(), receive(List.of(kept)).refused());

        assertEquals("one!\n\ntwo\n", bob.text(page));
        var suggestions = bob.repository().suggestions();
        assertEquals(List.of(page), suggestions.pages());
        Suggestion own =
                suggestions.of(page).stream()
                        .filter(each -> each.author().equals(bob.peer))
                        .findFirst()
                        .orElseThrow();
        bob.takesAtMost(PageOperations.ofComputer());
        suggestions.accept(page, own.id());
        assertEquals("one!\n\ntwo\nthree, says Bob\n", bob.text(page));
    }
}
