package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Lines;
import enquire.storage.NotAWriterException;
import enquire.storage.Repository;
import enquire.storage.Statement;
import enquire.storage.Suggestion;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import enquire.sync.statement.Claim;
import enquire.sync.statement.StatementCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a change of the members leads to. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class MembersWatchTest {

    private final Path folder;

    @AutoClose private final Meetings meetings;

    MembersWatchTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @Test
    void aRemovalIsFollowedUpAlsoWhenTheNodeDiedRightAfterStoringIt() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Wiki garden = alice.create("Garden");
        garden.repository().create(new Title("Roses"), "red");
        Wiki joined = Wire.join(bob, alice, garden);
        joined.repository().create(new Title("Tulips"), "yellow");
        new Wire(bob, alice).runUntilQuiet();
        assertEquals("yellow", Meetings.text(garden, "Tulips"));

        // The record is on disk, and nobody was told.
        Bytes removal = removal(garden, "Alice", bob);
        garden.repository().records().addRoster(List.of(removal));
        meetings.stop(alice);
        Wiki again = meetings.open("Alice").wikis().getFirst();

        Meetings.await("she adopts his page", () -> adoptions(again, "Tulips") == 1);
        assertEquals("yellow", Meetings.text(again, "Tulips"));
        assertEquals("red", Meetings.text(again, "Roses"));
    }

    @Test
    void whoMayWriteAgainFindsWhatHeWroteBeforeHeHeardThatHeMightNot() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Wiki garden = alice.create("Garden");
        PageId page = garden.repository().create(new Title("Roses"), "red").page();
        Wiki joined = Wire.join(bob, alice, garden);
        new Wire(bob, alice).runUntilQuiet();
        garden.addRoster(List.of(role(garden.roster().roster(), bob, Role.READER)));
        var view = joined.repository().page(page).orElseThrow();
        joined.repository().write(page, view.version(), "red, says Bob");

        joined.addRoster(garden.roster().roster().records());
        assertEquals("red, says Bob", Meetings.text(joined, "Roses"), "until a writer was asked");
        untilThey(bob, alice, "take it out", () -> Meetings.text(joined, "Roses").equals("red"));
        assertEquals(List.of("red, says Bob"), offered(joined, page));
        assertRefusesToWrite(joined, page);
        assertEquals(List.of("red, says Bob"), offered(joined, page));
        assertEquals(List.of(page), joined.repository().suggestions().pages());

        meetings.stop(bob);
        Node bobAgain = meetings.open("Bob");
        Wiki again = bobAgain.wikis().getFirst();
        assertEquals(List.of("red, says Bob"), offered(again, page), "after a start");
        assertEquals("red", Meetings.text(again, "Roses"));
        garden.addRoster(List.of(role(garden.roster().roster(), bob, Role.WRITER)));
        again.addRoster(garden.roster().roster().records());
        Meetings.await("it is back", () -> Meetings.text(again, "Roses").equals("red, says Bob"));
        new Wire(bobAgain, alice).runUntilQuiet();

        assertEquals("red, says Bob", Meetings.text(garden, "Roses"));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(again));
        assertEquals(List.of(), offered(again, page));
    }

    /**
     * His revision names his last edit, which came too late and is out; who takes it for proof of
     * the one before has to see what lies between.
     */
    @Test
    void whoHearsOfALoweredAuthorFromHimAloneSeesWhatWasTakenIn() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Node carol = meetings.open("Carol");
        Wiki garden = alice.create("Garden");
        PageId page = garden.repository().create(new Title("Roses"), "red").page();
        Wiki bobs = Wire.join(bob, alice, garden);
        Wiki carols = Wire.join(carol, alice, garden);
        new Wire(bob, alice).runUntilQuiet();
        write(bobs, page, "red, says Bob");
        new Wire(bob, alice).runUntilQuiet();
        garden.addRoster(List.of(role(garden.roster().roster(), bob, Role.READER)));
        write(bobs, page, "red, says Bob, and tall");
        bobs.settle();
        forgetRevisions(garden, page, bob); // Bob has replaced his by a later one.

        untilThey(
                bob,
                alice,
                "take his later words out, and what Alice had taken in stays",
                () -> {
                    String text = Meetings.text(bobs, "Roses");
                    assertTrue(text.contains("red, says Bob"), text);
                    return text.equals("red, says Bob");
                });
        new Wire(carol, bob).runUntilQuiet();
        assertEquals("red, says Bob", Meetings.text(carols, "Roses"));
        new Wire(bob, alice).runUntilQuiet();
        new Wire(carol, bob).runUntilQuiet();

        assertEquals("red, says Bob", Meetings.text(carols, "Roses"));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(bobs));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(carols));
    }

    /** Both talk; what that leads to is done by other threads. */
    private static void untilThey(Node one, Node other, String what, BooleanSupplier holds) {
        var wire = new Wire(one, other);
        Meetings.await(
                what,
                () -> {
                    wire.runUntilQuiet();
                    return holds.getAsBoolean();
                });
    }

    private static void forgetRevisions(Wiki wiki, PageId page, Node author) {
        var exchange = wiki.repository().exchange();
        Set<Bytes> revisions =
                exchange.statements(page).stream()
                        .filter(each -> isRevisionOf(author, each.bytes()))
                        .map(Statement::id)
                        .collect(Collectors.toSet());
        assertEquals(1, revisions.size());
        exchange.receive(page, List.of(), List.of(), revisions, Instant.EPOCH, Optional.empty());
    }

    private static boolean isRevisionOf(Node author, Bytes statement) {
        return StatementCodec.decode(statement).claim() instanceof Claim.Revision revision
                && revision.signer().equals(author.id());
    }

    private static void write(Wiki wiki, PageId page, String text) {
        var view = wiki.repository().page(page).orElseThrow();
        wiki.repository().write(page, view.version(), text);
        wiki.repository().exchange().fold(page);
    }

    private static List<String> offered(Wiki wiki, PageId page) {
        return wiki.repository().suggestions().of(page).stream().map(Suggestion::text).toList();
    }

    private static void assertRefusesToWrite(Wiki wiki, PageId page) {
        Repository repository = wiki.repository();
        var fingerprint = Meetings.fingerprint(wiki);
        var view = repository.page(page).orElseThrow();
        var line = repository.lines().open(page, "tab", Optional.empty(), Optional.empty());
        var typed = List.of(new Lines.TabUpdate(1, TextChange.between(line.text(), "blue")));
        var suggestion = repository.suggestions().of(page).getFirst().id();
        for (Executable write :
                List.<Executable>of(
                        () -> repository.create(new Title("Tulips"), "yellow"),
                        () -> repository.write(page, view.version(), "blue"),
                        () -> repository.rename(page, new Title("Daisies")),
                        () -> repository.delete(page),
                        () -> repository.attach(page, Map.of()),
                        () -> repository.suggestions().accept(page, suggestion),
                        () ->
                                repository
                                        .lines()
                                        .push(
                                                page,
                                                line.position().line(),
                                                line.position().version(),
                                                "tab",
                                                typed))) {
            assertThrows(NotAWriterException.class, write);
        }
        assertEquals(fingerprint, Meetings.fingerprint(wiki));
        assertEquals(view, repository.page(page).orElseThrow());
    }

    /** So no peer, and no crash, ever meets the removal without them. */
    @Test
    void theAdoptionsAreOnDiskBeforeTheRemovalIs() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Wiki garden = alice.create("Garden");
        Wiki joined = Wire.join(bob, alice, garden);
        joined.repository().create(new Title("Tulips"), "yellow");
        new Wire(bob, alice).runUntilQuiet();
        var adopted = new AtomicLong(-1);
        garden.roster().watch(() -> adopted.compareAndSet(-1, adoptions(garden, "Tulips")));

        garden.addRoster(List.of(removal(garden, "Alice", bob)));

        assertEquals(1, adopted.get());
        assertEquals("yellow", Meetings.text(garden, "Tulips"));
    }

    /** Carol stays a writer, but what she signed cites a record that does not count any more. */
    @Test
    void whatRestedOnARecordThatIsVoidNowIsAdopted() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Node carol = meetings.open("Carol");
        Wiki garden = alice.create("Garden");
        Wire.join(bob, alice, garden);
        garden.addRoster(List.of(role(garden.roster().roster(), bob, Role.ADMIN)));
        Roster before = garden.roster().roster();
        garden.addRoster(List.of(added(before, "Bob", carol)));
        Wiki carols = carol.add(garden.roster().roster());
        carols.repository().create(new Title("Tulips"), "yellow");
        new Wire(carol, alice).runUntilQuiet();
        assertEquals("yellow", Meetings.text(garden, "Tulips"));

        Bytes lowered = role(before, bob, Role.WRITER);
        Bytes again = added(before.with(List.of(lowered)), "Alice", carol);
        garden.addRoster(List.of(lowered, again));

        assertEquals(Optional.of(Role.WRITER), garden.roster().role(carol.id()));
        assertEquals(1, garden.roster().roster().voided().size());
        assertEquals(1, adoptions(garden, "Tulips"));
        assertEquals("yellow", Meetings.text(garden, "Tulips"));
    }

    private Bytes role(Roster roster, Node whom, Role role) {
        return RosterRecords.changeRole(
                meetings.identity("Alice").key(), roster, whom.id(), role, Instant.EPOCH);
    }

    private Bytes added(Roster roster, String by, Node whom) {
        return RosterRecords.add(
                meetings.identity(by).key(),
                roster,
                whom.id(),
                whom.name(),
                Role.WRITER,
                Optional.empty(),
                Instant.EPOCH);
    }

    private static long adoptions(Wiki wiki, String title) {
        PageId page = wiki.repository().resolve(title).orElseThrow();
        return wiki.repository().exchange().statements(page).stream()
                .map(each -> StatementCodec.decode(each.bytes()).claim())
                .filter(Claim.Adoption.class::isInstance)
                .count();
    }

    private Bytes removal(Wiki wiki, String by, Node whom) {
        return RosterRecords.remove(
                meetings.identity(by).key(), wiki.roster().roster(), whom.id(), Instant.EPOCH);
    }

    @Test
    void whatARemovedMemberWroteStaysForEverybodyAndNothingNewOfHisComes() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Wiki garden = alice.create("Garden");
        PageId page = garden.repository().create(new Title("Roses"), "red\n").page();
        Wiki joined = Wire.join(bob, alice, garden);
        new Wire(bob, alice).runUntilQuiet();
        var view = joined.repository().page(page).orElseThrow();
        joined.repository().write(page, view.version(), "red, says Bob\n");
        new Wire(bob, alice).runUntilQuiet();
        var bobs = new TwoFaced(bob, folder, "Bob", 1);
        TwoFaced.Branch later = bobs.write(garden, page, "red, says Bob, and more\n");

        garden.addRoster(List.of(removal(garden, "Alice", bob)));
        Meetings.await("she adopts it", () -> adoptions(garden, "Roses") == 1);
        bobs.give(garden, later);
        Node carol = meetings.open("Carol");
        Wiki carols = Wire.join(carol, alice, garden);
        new Wire(carol, alice).runUntilQuiet();

        assertEquals("red, says Bob\n", Meetings.text(garden, "Roses"));
        assertEquals("red, says Bob\n", Meetings.text(carols, "Roses"));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(carols));
    }

    @Test
    void aReaderMakesNoAdoptionsAndLearnsThemFromAWriter() {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Node rita = meetings.open("Rita");
        Wiki garden = alice.create("Garden");
        Wiki bobs = Wire.join(bob, alice, garden);
        Wiki ritas = Wire.join(rita, alice, garden);
        bobs.repository().create(new Title("Tulips"), "yellow");
        new Wire(bob, alice).runUntilQuiet();
        new Wire(rita, alice).runUntilQuiet();
        garden.addRoster(List.of(role(garden.roster().roster(), rita, Role.READER)));
        garden.addRoster(List.of(removal(garden, "Alice", bob)));
        Meetings.await("Alice adopts it", () -> adoptions(garden, "Tulips") == 1);

        // The news first, as from a peer that has not heard of the adoption.
        ritas.addRoster(garden.roster().roster().records());
        untilThey(
                rita,
                alice,
                "agree",
                () -> {
                    assertEquals("yellow", Meetings.text(ritas, "Tulips"));
                    return Meetings.fingerprint(ritas).equals(Meetings.fingerprint(garden));
                });
    }
}
