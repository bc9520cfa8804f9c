package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Output;
import enquire.sync.protocol.Session;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What sessions say about searches, over a network in memory. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class QuerySessionTest {

    @AutoClose private final Meetings meetings;
    private final Node alice;
    private final Node bob;
    private final Wiki garden;

    QuerySessionTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        garden = alice.create("Garden");
    }

    @Test
    void aQueryIsLookedForElsewhereAndItsAnswerComesBack() {
        Wire wire = shared(Role.READER);

        wire.dialler.step(new Input.Ask(query(7)));
        wire.runUntilQuiet();

        assertEquals(List.of(query(7)), looks(wire.acceptor));
        wire.acceptor.step(found(7));
        wire.runUntilQuiet();
        assertEquals(List.of(hits(7)), heard(wire.dialler));
    }

    @Test
    void whatNobodyAskedForIsPassedOver() {
        Wire wire = shared(Role.WRITER);

        wire.dialler.step(new Input.Received(hits(7)));
        wire.dialler.step(new Input.Ask(query(8)));
        wire.dialler.step(new Input.Received(hits(8)));
        wire.dialler.step(new Input.Received(hits(8)));

        assertEquals(List.of(hits(8)), heard(wire.dialler));
        assertTrue(wire.dialler.session.open());
    }

    @Test
    void whoWasTakenOutWhileItWasLookedForIsToldNothing() {
        Wire wire = shared(Role.WRITER);
        wire.dialler.step(new Input.Ask(query(7)));
        wire.runUntilQuiet();
        garden.membership().remove(bob.id());

        wire.acceptor.step(found(7));
        wire.runUntilQuiet();

        assertEquals(List.of(), heard(wire.dialler));
    }

    @Test
    void whoOnlyCarriesPagesOnIsToldNothing() {
        Wire wire = shared(Role.RELAY);

        wire.dialler.step(new Input.Ask(query(7)));
        wire.runUntilQuiet();

        assertEquals(List.of(), looks(wire.acceptor));
        assertTrue(wire.acceptor.session.open());
    }

    @Test
    void nobodyIsAskedAboutAWikiThatIsNotShared() {
        Node carol = meetings.open("Carol");
        Wire.join(bob, alice, garden);
        var wire = new Wire(bob, carol);

        wire.dialler.step(new Input.Ask(query(7)));

        assertEquals(List.of(7L), unanswered(wire.dialler));
        assertTrue(wire.acceptor.received(Message.Query.class).isEmpty());
    }

    @Test
    void whatIsAskedBeyondTheBoundIsNotLookedForUntilTheOthersAreAnswered() {
        Wire wire = shared(Role.WRITER);
        for (int i = 0; i < 9; i++) {
            wire.acceptor.step(new Input.Received(query(i)));
        }
        assertEquals(8, looks(wire.acceptor).size());

        wire.acceptor.step(found(0));
        wire.runUntilQuiet();
        wire.acceptor.step(new Input.Received(query(9)));

        assertEquals(query(9), looks(wire.acceptor).getLast());
        assertTrue(wire.acceptor.session.open());
    }

    @Test
    void anAnswerGoesBeforePages() {
        Wire wire = shared(Role.WRITER);
        garden.repository().create(new Title("Roses"), "red");
        garden.settle();
        wire.acceptor.step(new Input.Changed(garden.id()));
        wire.acceptor.step(new Input.Received(query(7)));
        wire.acceptor.step(found(7));

        wire.acceptor.step(new Input.Ready());
        assertEquals(new Output.Send(hits(7)), wire.acceptor.outputs.getLast());
        wire.acceptor.step(new Input.Ready());
        var next = (Output.Send) wire.acceptor.outputs.getLast();
        assertEquals(Message.Index.class, next.message().getClass());
    }

    @Test
    void fourQueriesWaitAtATimeAndOneThatIsNeverAnsweredIsGivenUp() {
        Wire wire = shared(Role.WRITER);
        for (int i = 0; i < 5; i++) {
            wire.dialler.step(new Input.Ask(query(i)));
        }
        assertEquals(List.of(4L), unanswered(wire.dialler));

        wire.tick((int) (30_000 / Session.TICK.toMillis()));

        assertEquals(List.of(4L, 0L, 1L, 2L, 3L), unanswered(wire.dialler));
        wire.acceptor.step(found(0));
        wire.runUntilQuiet();
        assertEquals(List.of(), heard(wire.dialler), "it was forgotten");
    }

    @Test
    void aScriptThatAsksWithoutPauseDoesNotOverdrawWhatThePeerReadsWithoutWaiting() {
        Wire wire = shared(Role.WRITER);
        for (int i = 0; i < 30; i++) {
            wire.dialler.step(new Input.Ask(query(i)));
            wire.dialler.step(new Input.Received(hits(i)));
        }

        assertEquals(20, heard(wire.dialler).size());
        wire.dialler.step(new Input.Tick());
        wire.dialler.step(new Input.Tick());
        wire.dialler.step(new Input.Ask(query(30)));
        wire.dialler.step(new Input.Received(hits(30)));
        assertEquals(21, heard(wire.dialler).size());
    }

    /** Bob's end dials. */
    private Wire shared(Role role) {
        Wire.join(bob, alice, garden, role);
        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();
        return wire;
    }

    private Message.Query query(long number) {
        return new Message.Query(garden.id(), number, "roses", 20);
    }

    private Message.Hits hits(long number) {
        PageId page = PageId.derive(garden.id(), new Title("Roses").key());
        var hit = new Message.Hit(page, "Roses", "red");
        return new Message.Hits(garden.id(), number, 1, List.of(hit));
    }

    private Input.Found found(long number) {
        return new Input.Found(garden.id(), number, Optional.of(hits(number)));
    }

    private static List<Message.Query> looks(Wire.End end) {
        return end.outputs.stream()
                .filter(Output.Look.class::isInstance)
                .map(each -> ((Output.Look) each).query())
                .toList();
    }

    private static List<Message.Hits> heard(Wire.End end) {
        return end.outputs.stream()
                .filter(Output.HitsHeard.class::isInstance)
                .map(each -> ((Output.HitsHeard) each).hits())
                .toList();
    }

    private static List<Long> unanswered(Wire.End end) {
        return end.outputs.stream()
                .filter(Output.Unanswered.class::isInstance)
                .map(each -> ((Output.Unanswered) each).query())
                .toList();
    }
}
