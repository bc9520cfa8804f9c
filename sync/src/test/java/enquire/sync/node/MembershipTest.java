package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.NotAWriterException;
import enquire.storage.Suggestion;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice changes what Bob may do, and members leave; what anybody wrote stays. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class MembershipTest {

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Wiki garden;
    private Wiki ofBob;

    MembershipTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void share() {
        alice = meetings.start("Alice");
        bob = meetings.start("Bob");
        garden = alice.create("Garden");
        ofBob = bob.join(garden.invite(Role.WRITER).text());
        ofBob.repository().create(new Title("Roses"), "red\n");
        Meetings.awaitEqual(garden, ofBob);
    }

    @Test
    void whatADemotedWriterWroteStaysAndWhatHeWroteMeanwhileWaitsUntilHeIsPromoted() {
        PageId page = ofBob.repository().resolve("Roses").orElseThrow();
        meetings.stop(bob);
        Node away = meetings.open("Bob");
        Wiki stale = away.wikis().getFirst();
        write(stale, page, "red, and tall\n");
        meetings.stop(away);
        garden.membership().changeRole(bob.id(), Role.READER);
        assertEquals("red\n", Meetings.text(garden, "Roses"), "adopted with the demotion");
        write(garden, page, "red, says Alice\n");

        Wiki again = meetings.start("Bob").wikis().getFirst();

        Meetings.await(
                "what he may not write leaves his page",
                () -> Meetings.text(again, "Roses").equals("red, says Alice\n"));
        Membership.Standing told = again.membership().standing(bob.id()).orElseThrow();
        assertEquals(Role.READER, told.role());
        assertEquals(Optional.of("Alice"), told.by());
        assertTrue(told.changed());
        assertEquals(1, waiting(again, page).size());
        assertThrows(
                NotAWriterException.class,
                () -> again.repository().create(new Title("Tulips"), "late\n"));
        assertEquals("red, says Alice\n", Meetings.text(garden, "Roses"));

        garden.membership().changeRole(bob.id(), Role.WRITER);

        Meetings.await("it comes in", () -> Meetings.text(garden, "Roses").contains("and tall"));
        Meetings.awaitEqual(garden, again);
        assertEquals(List.of(), waiting(again, page));
        assertTrue(Meetings.text(garden, "Roses").contains("says Alice"));
    }

    /** A suggestion before, one right after, one later, and words as a writer in between. */
    @Test
    void whoeverIsDemotedSeesHisWordsAllTheTimeAndEachSuggestionComesInOnce() {
        PageId page = ofBob.repository().resolve("Roses").orElseThrow();
        garden.membership().changeRole(bob.id(), Role.READER);
        Meetings.await("he hears of it", () -> ofBob.suggesting().maySuggest());
        suggestMore(page, "\nbefore\n");
        garden.membership().changeRole(bob.id(), Role.WRITER);
        Meetings.await("it is in", () -> Meetings.text(garden, "Roses").contains("before"));
        Meetings.awaitEqual(garden, ofBob);
        write(ofBob, page, "red\n\nbefore\n\nwritten\n");
        Meetings.awaitEqual(garden, ofBob);

        garden.membership().changeRole(bob.id(), Role.READER);
        write(garden, page, "Alice\n\nred\n\nbefore\n\nwritten\n");
        Meetings.await(
                "he hears of it",
                () -> {
                    assertWhole(Meetings.text(ofBob, "Roses"));
                    return ofBob.suggesting().maySuggest();
                });
        suggestMore(page, "\nbetween\n");
        Meetings.await(
                "the adoption is with him",
                () -> {
                    assertWhole(Meetings.text(ofBob, "Roses"));
                    return Meetings.fingerprint(ofBob).equals(Meetings.fingerprint(garden));
                });
        suggestMore(page, "\nafter\n");

        Meetings.await("both wait", () -> waiting(garden, page).size() == 2);
        waiting(garden, page).forEach(each -> garden.suggesting().accept(page, each.id()));
        Meetings.awaitEqual(garden, ofBob);
        String text = Meetings.text(ofBob, "Roses");
        assertWhole(text);
        for (String word : List.of("Alice", "red", "before", "written", "between", "after")) {
            assertEquals(2, text.split(word, -1).length, text);
        }
    }

    /** Text and version of one moment: what came in between would be taken for deleted. */
    private void suggestMore(PageId page, String more) {
        var view = ofBob.repository().page(page).orElseThrow();
        ofBob.suggesting().suggest(page, view.version(), view.text() + more);
    }

    private static void assertWhole(String text) {
        assertTrue(text.contains("red\n\nbefore\n\nwritten\n"), text);
    }

    @Test
    void onlyLowerRolesAreGivenAndOnlyToWhoeverIsBelow() {
        PeerId carol = meetings.start("Carol").join(garden.invite(Role.ADMIN).text()).self();
        Meetings.await("Bob knows her", () -> ofBob.roster().role(carol).isPresent());
        Membership alices = garden.membership();
        Membership bobs = ofBob.membership();

        assertEquals(
                List.of(Role.ADMIN, Role.WRITER, Role.READER, Role.RELAY), alices.mayGive(carol));
        assertEquals(List.of(), alices.mayGive(alice.id()));
        assertEquals(List.of(), bobs.mayGive(carol));
        refused("higher role", () -> bobs.changeRole(carol, Role.READER));
        refused("below your own", () -> alices.changeRole(carol, Role.OWNER));
        refused("own role", () -> alices.changeRole(alice.id(), Role.WRITER));
        refused("own role", () -> bobs.changeRole(bob.id(), Role.ADMIN));
        refused("Nobody with that key", () -> alices.changeRole(stranger(), Role.READER));
        int records = garden.roster().roster().records().size();
        alices.changeRole(carol, Role.ADMIN);
        assertEquals(records, garden.roster().roster().records().size(), "nothing new");
    }

    @Test
    void whoLeavesKeepsHisPagesAndTheOthersSeeIt() {
        assertFalse(ofBob.membership().isLastOwner());
        ofBob.membership().leave();

        Meetings.await("Alice hears of it", () -> !garden.departed().isEmpty());
        Wiki.Departed told = garden.departed().getFirst();
        assertEquals(bob.id(), told.peer());
        assertEquals(Optional.empty(), told.by());
        assertEquals("red\n", Meetings.text(garden, "Roses"));
        assertEquals("red\n", Meetings.text(ofBob, "Roses"));
        assertEquals(new Wiki.State.Out(), ofBob.state());
        assertThrows(
                NotAWriterException.class,
                () -> ofBob.repository().create(new Title("Tulips"), "late\n"));
        refused("not in that wiki any more", () -> ofBob.membership().leave());

        bob.join(garden.invite(Role.READER).text());
        assertEquals(Optional.empty(), ofBob.ownDeparture());
    }

    @Test
    void whoeverWasAwayHearsOfAnOwnerWhoLeft() {
        garden.membership().changeRole(bob.id(), Role.ADMIN);
        Meetings.await("Bob hears of it", () -> ofBob.membership().leavesAdmins());
        Meetings.await(
                "Bob is one", () -> ofBob.roster().role(bob.id()).equals(Optional.of(Role.ADMIN)));
        assertTrue(garden.membership().isLastOwner());
        meetings.stop(bob);

        garden.membership().leave();
        Wiki again = meetings.start("Bob").wikis().getFirst();

        Meetings.await("Bob hears that she left", () -> !again.departed().isEmpty());
        assertEquals(alice.id(), again.departed().getFirst().peer());
        again.repository().create(new Title("Tulips"), "mine\n");
        alice.join(again.invite(Role.WRITER).text());
        Meetings.await("she is back", () -> Meetings.text(garden, "Tulips").equals("mine\n"));
        assertEquals(Optional.of(Role.WRITER), garden.roster().role(alice.id()));
    }

    private PeerId stranger() {
        return meetings.open("Mallory").id();
    }

    private static void write(Wiki wiki, PageId page, String text) {
        var view = wiki.repository().page(page).orElseThrow();
        wiki.repository().write(page, view.version(), text);
    }

    private static List<Suggestion> waiting(Wiki wiki, PageId page) {
        return wiki.repository().suggestions().of(page);
    }

    private static void refused(String words, Runnable act) {
        var refusal = assertThrows(IllegalArgumentException.class, act::run);
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }
}
