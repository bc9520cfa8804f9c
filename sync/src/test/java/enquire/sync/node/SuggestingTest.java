package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.NoSuchSuggestionException;
import enquire.storage.NotAWriterException;
import enquire.storage.PageView;
import enquire.storage.SuggestedEdit;
import enquire.storage.SuggestedEdits;
import enquire.storage.Suggestion;
import enquire.storage.SuggestionRefusedException;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.ProtocolException;
import enquire.sync.roster.Role;
import enquire.sync.roster.RosterRecords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rita reads Alice's wiki and suggests edits; Alice, or Bob, takes them in. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SuggestingTest {

    private static final String TEXT = "Present: Alice.\n\nNext time: somewhen.\n";
    private static final String SUGGESTED = TEXT.replace("somewhen", "on Monday");

    @AutoClose private final Meetings meetings;

    SuggestingTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    private static PageId minutes(Wiki wiki) {
        return wiki.repository().resolve("Minutes").orElseThrow();
    }

    private static SuggestedEdit suggest(Wiki wiki, String text) {
        PageView page = wiki.repository().page(minutes(wiki)).orElseThrow();
        return wiki.suggesting().suggest(page.page(), page.version(), text);
    }

    private static List<Suggestion> offered(Wiki wiki) {
        return wiki.repository().suggestions().of(minutes(wiki));
    }

    /** Over real connections, with a restart of both in between. */
    @Test
    void whatAReaderSuggestsEntersEveryPageAsHisWhenAWriterTakesItIn() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Minutes"), TEXT);
        Node rita = meetings.start("Rita");
        Wiki ofRita = rita.join(garden.invite(Role.READER).text());
        Node bob = meetings.start("Bob");
        Wiki ofBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.awaitEqual(garden, ofRita);
        Meetings.awaitEqual(garden, ofBob);
        assertTrue(ofRita.suggesting().maySuggest());
        meetings.stop(rita);
        rita = meetings.open("Rita"); // Away from any network.
        ofRita = rita.wikis().getFirst();
        var id = suggest(ofRita, SUGGESTED).id();
        meetings.stop(rita);
        PageId page = minutes(garden);
        garden.repository()
                .write(
                        page,
                        garden.repository().page(page).orElseThrow().version(),
                        TEXT.replace("Alice", "Alice, Bob"));

        rita = meetings.start("Rita");
        Wiki here = rita.wikis().getFirst();

        Meetings.await("the suggestion is with Alice", () -> offered(garden).size() == 1);
        assertEquals(TEXT.replace("Alice", "Alice, Bob"), Meetings.text(garden, "Minutes"));
        meetings.stop(alice);
        Wiki again = meetings.start("Alice").wikis().getFirst();
        Suggestion suggestion = offered(again).getFirst();
        assertEquals(rita.id(), suggestion.author());
        assertEquals(id, suggestion.id());
        again.suggesting().accept(page, id);
        Meetings.awaitEqual(again, here);
        Meetings.awaitEqual(again, ofBob);
        String both = "Present: Alice, Bob.\n\nNext time: on Monday.\n";
        assertEquals(both, Meetings.text(again, "Minutes"));
        assertEquals(both, Meetings.text(here, "Minutes"));
        assertEquals(both, Meetings.text(ofBob, "Minutes"));
        Suggesting.Own own = here.suggesting().own().getFirst();
        assertTrue(own.taken());
        assertEquals(Optional.of(alice.id()), own.takenBy());
        for (Wiki each : List.of(again, here, ofBob)) {
            assertEquals(again.history(page, 0, 9), each.history(page, 0, 9));
            assertEquals(
                    1,
                    each.history(page, 0, 9).stream()
                            .filter(entry -> entry.author().equals(here.self()))
                            .count());
            assertEquals(List.of(), offered(each));
        }
        // It is gone from the list, and nobody takes it in twice.
        assertThrows(NoSuchSuggestionException.class, () -> ofBob.suggesting().accept(page, id));
        // Whoever comes later gets it with all that speaks for it.
        Wiki ofCarol = meetings.start("Carol").join(again.invite(Role.WRITER).text());
        Meetings.awaitEqual(again, ofCarol);
        assertEquals(both, Meetings.text(ofCarol, "Minutes"));
    }

    /** Rita meets Carol alone, who only reads herself; Carol meets Alice later. */
    @Test
    void itTravelsWithWhoeverIsMet() {
        Node alice = meetings.open("Alice");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Minutes"), TEXT);
        Node rita = meetings.open("Rita");
        Node carol = meetings.open("Carol");
        Wiki ofRita = reading(rita, alice, garden);
        Wiki ofCarol = reading(carol, alice, garden);
        new Wire(rita, alice).runUntilQuiet();
        new Wire(carol, alice).runUntilQuiet();
        SuggestedEdit edit = suggest(ofRita, SUGGESTED);

        new Wire(rita, carol).runUntilQuiet();
        assertEquals(List.of(), offered(ofCarol), "she has nothing to decide");
        assertThrows(
                NotAWriterException.class,
                () -> ofCarol.suggesting().accept(edit.page(), edit.id()));
        new Wire(carol, alice).runUntilQuiet();

        assertEquals(edit.id(), offered(garden).getFirst().id());
        // Dismissed here, it still travels on, and does not come back as news.
        garden.repository().suggestions().dismiss(edit.page(), edit.id());
        new Wire(carol, alice).runUntilQuiet();
        assertEquals(List.of(), offered(garden));
    }

    private static Wiki reading(Node node, Node owner, Wiki wiki) {
        return Wire.join(node, owner, wiki, Role.READER);
    }

    private void role(Node owner, Wiki wiki, Node of, Role role) {
        NodeKey key = key(owner);
        wiki.roster()
                .sign(roster ->
                        RosterRecords.changeRole(key, roster, of.id(), role, Instant.now()));
    }

    @Test
    void whoeverIsPromotedFindsHisSuggestionsInThePage() {
        Node alice = meetings.open("Alice");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Minutes"), TEXT);
        Node rita = meetings.open("Rita");
        Wiki ofRita = reading(rita, alice, garden);
        new Wire(rita, alice).runUntilQuiet();
        suggest(ofRita, SUGGESTED);

        role(alice, garden, rita, Role.WRITER);
        new Wire(rita, alice).runUntilQuiet();
        ofRita.suggesting().takeOwn();

        Meetings.await("it is in", () -> Meetings.text(ofRita, "Minutes").equals(SUGGESTED));
        new Wire(rita, alice).runUntilQuiet();
        assertEquals(SUGGESTED, Meetings.text(garden, "Minutes"));
        assertEquals(List.of(), offered(garden));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(ofRita));
        assertThrows(SuggestionRefusedException.class, () -> suggest(ofRita, TEXT));
    }

    @Test
    void whatNobodyMaySuggestOrNobodySignedIsNotKept() {
        Node alice = meetings.open("Alice");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Minutes"), TEXT);
        Node rita = meetings.open("Rita");
        Wiki ofRita = reading(rita, alice, garden);
        new Wire(rita, alice).runUntilQuiet();
        PageId page = minutes(garden);
        var door = new PeerSuggestions(garden);
        SuggestedEdits kept = garden.repository().suggestions().ofReaders();
        SuggestedEdit honest = suggest(ofRita, SUGGESTED);
        Bytes chunk = honest.change().chunk();
        Bytes statement = honest.statement().bytes();

        // Of a stranger, and of a writer, who needs no permission.
        NodeKey zoe = TestKeys.of("Zoe");
        Change ofZoe = ReadersEdit.change(ofRita, page, zoe, "Zoe was here.\n");
        door.receive(List.of(ReadersEdit.given(garden, page, ofZoe, zoe)));
        assertEquals(List.of(), kept.waiting());
        // With the statement about another, for another page, signed by somebody else.
        Change other = ReadersEdit.change(ofRita, page, key(rita), "Another.\n");
        refused(door, new Message.Suggested(page, other.chunk(), statement));
        refused(
                door,
                new Message.Suggested(
                        PageId.derive(garden.id(), new Title("X").key()), chunk, statement));
        refused(door, new Message.Suggested(page, ofZoe.chunk(), statement));
        byte[] forged = statement.toArray();
        forged[forged.length - 1] ^= 1;
        refused(door, new Message.Suggested(page, chunk, Bytes.of(forged)));
        refused(door, new Message.Suggested(page, Bytes.of(new byte[] {1, 2}), statement));
        assertEquals(List.of(), kept.waiting());
        assertEquals(TEXT, Meetings.text(garden, "Minutes"));

        door.receive(List.of(new Message.Suggested(page, chunk, statement)));
        assertEquals(1, kept.waiting().size());
        // A statement about a change that is no text: signed, and still no suggestion.
        Change tag =
                ReadersEdit.changing(ofRita, page, key(rita), new Edit.PutMark("mark", "value"));
        door.receive(List.of(ReadersEdit.given(garden, page, tag, key(rita))));
        assertEquals(1, kept.waiting().size());
        // The bare change and its revision, sent like any edit, do not enter either.
        garden.repository()
                .exchange()
                .receive(
                        page,
                        List.of(honest.change()),
                        List.of(honest.statement()),
                        honest.at(),
                        Optional.of(rita.id()));
        assertEquals(TEXT, Meetings.text(garden, "Minutes"));
        assertFalse(garden.repository().exchange().statements(page).contains(honest.statement()));
        garden.suggesting().accept(page, honest.id());
        assertEquals(SUGGESTED, Meetings.text(garden, "Minutes"));
        assertTrue(garden.repository().exchange().statements(page).contains(honest.statement()));
    }

    private NodeKey key(Node of) {
        return meetings.identity(of.name()).key();
    }

    private static void refused(PeerSuggestions door, Message.Suggested given) {
        assertThrows(ProtocolException.class, () -> door.receive(List.of(given)));
    }
}
