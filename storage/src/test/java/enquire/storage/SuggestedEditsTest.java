package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.SuggestedEdit.Named;
import enquire.storage.SuggestionRefusedException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rita may only read. What she suggests waits beside the pages, with her and with Alice. */
class SuggestedEditsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String TEXT = "Present: Alice.\n\nNext time: somewhen.\n";

    @AutoClose private final Person alice;
    @AutoClose private final Person rita;
    private final Set<PeerId> writers = new HashSet<>();
    private PageId page;
    private int made;

    SuggestedEditsTest(@TempDir Path folder) {
        alice = new Person("Alice", folder, 1);
        rita = new Person("Rita", folder, 2, new Reading());
        writers.add(alice.peer);
    }

    /** Rita takes what writers wrote, and what of hers Alice has. */
    private final class Reading implements AcceptanceRule {
        @Override
        public Set<ChangeHash> judge(
                PageId of,
                Collection<Change> candidates,
                Predicate<ChangeHash> accepted,
                Collection<Statement> statements) {
            return Person.acceptedOf(
                    candidates,
                    accepted,
                    change ->
                            writers.contains(change.actor().author())
                                    || alice.repository()
                                            .exchange()
                                            .accepts(of, List.of(change.hash())));
        }

        @Override
        public boolean mayWrite() {
            return false;
        }
    }

    @BeforeEach
    void share() {
        page = alice.create("Minutes", TEXT).page();
        rita.receiveFrom(alice);
    }

    private static SuggestedEdits of(Person person) {
        return person.repository().suggestions().ofReaders();
    }

    private SuggestedEdit suggest(String text) {
        Change change = of(rita).draft(page, rita.page(page).version(), text);
        var edit = signed(change);
        assertTrue(keeps(rita, edit));
        return edit;
    }

    private SuggestedEdit signed(Change change) {
        return new SuggestedEdit(page, change, statement(change), NOON.plusSeconds(made++));
    }

    private static Statement statement(Change change) {
        Bytes signature = Person.bytes("signature " + change.hash());
        return new Statement(signature, List.of(change.hash()));
    }

    private static boolean keeps(Person person, SuggestedEdit edit) {
        return of(person).keep(List.of(edit), peer -> peer) == 1;
    }

    @Test
    void whatIsSuggestedIsDurableAndNoPartOfThePage() {
        Version before = rita.page(page).version();
        var fingerprint = rita.repository().exchange().fingerprint();

        SuggestedEdit edit = suggest(TEXT.replace("somewhen", "on Monday"));
        rita.restart();

        assertEquals(List.of(edit), of(rita).own());
        assertEquals(List.of(new Named(page, edit.id())), of(rita).waiting());
        assertEquals(TEXT, rita.text(page));
        assertEquals(before, rita.page(page).version());
        assertEquals(fingerprint, rita.repository().exchange().fingerprint());
        assertEquals(List.of(), rita.repository().suggestions().of(page), "she may not decide");
        assertEquals(1, rita.repository().suggestions().offer(page).own());
        // The next one does not follow it.
        SuggestedEdit next = suggest(TEXT + "Rita was here.\n");
        assertFalse(next.change().dependencies().contains(edit.id()));
        assertFalse(next.change().actor().equals(edit.change().actor()));
    }

    @Test
    void aWriterSeesWhatItWouldDoNowAndTheChangeMergesWithWhatWasWrittenMeanwhile() {
        SuggestedEdit edit = suggest(TEXT.replace("somewhen", "on Monday"));
        alice.write(page, TEXT.replace("Alice", "Alice, Bob"));
        assertTrue(keeps(alice, edit));
        assertTrue(keeps(alice, edit), "once more");

        Suggestion offered = alice.repository().suggestions().of(page).getFirst();

        assertEquals("Present: Alice, Bob.\n\nNext time: on Monday.\n", offered.text());
        assertEquals(rita.peer, offered.author());
        assertTrue(offered.byReader());
        assertEquals(1, alice.repository().suggestions().offer(page).byReaders());
        assertEquals(List.of(page), alice.repository().suggestions().pages());
        // Not as an edit of Alice's.
        assertThrows(
                NoSuchSuggestionException.class,
                () -> alice.repository().suggestions().accept(page, edit.id()));
        take(edit);
        assertEquals(offered.text(), alice.text(page));
        assertEquals(List.of(), alice.repository().suggestions().of(page));
        assertEquals(List.of(), of(alice).waiting());
        assertFalse(of(alice).wants(new Named(page, edit.id())));
        rita.receiveFrom(alice);
        assertEquals(alice.page(page).version(), rita.page(page).version());
        assertTrue(of(rita).isTaken(new Named(page, edit.id())));
        assertEquals(List.of(), of(rita).waiting());
    }

    private void take(SuggestedEdit edit) {
        alice.repository()
                .exchange()
                .receive(
                        page,
                        List.of(edit.change()),
                        List.of(edit.statement()),
                        edit.at(),
                        Optional.of(edit.author()));
    }

    @Test
    void whatWasDismissedIsOfferedAgainOnlyWhenSomebodyWantsIt() {
        SuggestedEdit edit = suggest(TEXT + "Rita was here.\n");
        keeps(alice, edit);
        Suggestions suggestions = alice.repository().suggestions();

        suggestions.dismiss(page, edit.id());

        assertEquals(0, suggestions.offer(page).byReaders());
        assertEquals(edit.id(), suggestions.dismissed(page).getFirst().id());
        suggestions.offerAgain(page, edit.id());
        assertEquals(edit.id(), suggestions.of(page).getFirst().id());
    }

    @Test
    void whatWasWithdrawnIsNotTakenBackFromAnybody() {
        SuggestedEdit edit = suggest(TEXT + "Rita was here.\n");
        var name = new Named(page, edit.id());

        of(rita).withdraw(name);

        assertEquals(List.of(), of(rita).own());
        assertFalse(of(rita).wants(name));
        assertFalse(keeps(rita, edit));
        assertThrows(NoSuchSuggestionException.class, () -> of(rita).withdraw(name));
    }

    @Test
    void aTextThatIsThereATextTooLargeAndADeletedPageAreRefused() {
        assertEquals(Reason.NOTHING_CHANGED, refused(TEXT));
        assertEquals(Reason.TOO_LARGE, refused("long\n".repeat(20_000)));
        assertThrows(
                UnknownVersionException.class,
                () ->
                        of(alice)
                                .draft(
                                        page,
                                        new Version(rita.page(page).version().heads(), 99),
                                        "x"));
        alice.repository().delete(page);
        rita.receiveFrom(alice);
        assertEquals(Reason.DELETED, refused("Alive.\n"));
    }

    private Reason refused(String text) {
        return assertThrows(
                        SuggestionRefusedException.class,
                        () -> of(rita).draft(page, rita.page(page).version(), text))
                .reason();
    }

    @Test
    void aFloodFillsNoMoreThanTheShareOfItsAuthor() {
        for (int i = 0; i < SuggestedEdits.OF_AUTHOR_MAX; i++) {
            assertTrue(keeps(alice, suggest(TEXT + i)));
        }
        assertEquals(Reason.TOO_MANY, refused(TEXT + "one more"));
        of(rita).withdraw(of(rita).waiting().getFirst());

        // Alice has not heard that one was withdrawn.
        assertFalse(keeps(alice, suggest(TEXT + "one more")));

        assertEquals(SuggestedEdits.OF_AUTHOR_MAX, of(alice).waiting().size());
        // Weeks later they come again from their author, if he still wants them.
        alice.wait(SuggestedEdits.KEPT_TIME.plus(Duration.ofDays(1)));
        assertEquals(List.of(), of(alice).waiting());
    }

    @Test
    void aPageIsReadOnceForAllThatIsSuggestedForIt() {
        SuggestedEdit first = suggest(TEXT.replace("somewhen", "on Monday"));
        SuggestedEdit second = suggest(TEXT + "Rita was here.\n");
        SuggestedEdit there = suggest(TEXT.replace("Alice", "Alice, Bob"));
        HostileChange hostile = HostileChange.aborting();
        var unfit = new SuggestedEdit(page, hostile.change(), statement(hostile.change()), NOON);
        assertEquals(3, of(alice).keep(List.of(first, second, there), peer -> peer));
        alice.write(page, TEXT.replace("Alice", "Alice, Bob"));
        var reads = new AtomicInteger();
        var preview =
                new SuggestionPreview(of -> {
                    reads.incrementAndGet();
                    return alice.repository().exchange().changes(of);
                });

        String now = alice.text(page);
        var onto = preview.onto(page, List.of(unfit, first, second), now);

        assertEquals(1, reads.get());
        assertEquals(Set.of(first.id(), second.id()), onto.keySet());
        assertEquals(
                "Present: Alice, Bob.\n\nNext time: on Monday.\n", onto.get(first.id()).apply(now));
        assertEquals(now + "Rita was here.\n", onto.get(second.id()).apply(now));
        assertEquals(
                List.of(second.id(), first.id()),
                alice.repository().suggestions().of(page).stream()
                        .filter(each -> !each.id().equals(there.id()))
                        .map(Suggestion::id)
                        .toList());
    }

    @Test
    void whatIsNoSuggestionIsNotKeptAndWhatNoPageCanHoldIsNotShown() {
        assertFalse(keeps(alice, signed(rename())));
        HostileChange hostile = HostileChange.aborting();
        PageId other = PageId.derive(Person.WIKI, new Title("Other page").key());
        alice.repository()
                .exchange()
                .receive(other, hostile.before(), List.of(), Instant.EPOCH, Optional.empty());

        keeps(alice, new SuggestedEdit(other, hostile.change(), statement(hostile.change()), NOON));

        assertEquals(List.of(), alice.repository().suggestions().of(other));
    }

    private Change rename() {
        alice.repository().rename(page, new Title("Other"));
        return alice.repository().exchange().changes(page).getLast();
    }
}
