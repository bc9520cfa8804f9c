package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Carrying;
import enquire.storage.Exchange;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carol carries titles and what she opens; Alice and Bob carry everything. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class PartialCopyTest extends CarolCarriesPart {

    PartialCopyTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void titlesComeAndPagesOnlyWhenTheyAreOpened() {
        PageId roses = write(garden, "Roses", "red");
        PageId tulips = write(garden, "Tulips", "yellow");
        Wire wire = meet(carol, alice);
        assertEquals(List.of("Roses", "Tulips"), titles(atCarol));
        assertEquals(0, atCarol.repository().pageCount());

        open(wire.dialler, roses);
        wire.runUntilQuiet();
        assertEquals("red", Meetings.text(atCarol, "Roses"));
        assertEquals(List.of("Tulips"), titles(atCarol));

        append(garden, roses, "!");
        append(garden, tulips, "!");
        garden.repository().rename(tulips, new Title("Crocus"));
        wire.pagesChanged(garden.id());
        assertEquals("red!", Meetings.text(atCarol, "Roses"));
        assertEquals(List.of("Crocus"), titles(atCarol));

        append(atCarol, roses, " (Carol)");
        garden.repository().delete(tulips);
        wire.pagesChanged(garden.id());
        wire.pagesChanged(garden.id());
        assertEquals("red! (Carol)", Meetings.text(garden, "Roses"));
        assertEquals(List.of(), titles(atCarol));
        assertEquals(1, atCarol.repository().pageCount());
    }

    @Test
    void aPageIsFoundByEachTitleThatItHadAlsoWhereOnlyItsTitlesAre() {
        PageId roses = write(garden, "Roses", "---\naliases: [Dornen]\n---\nred");
        PageId tulips = write(garden, "Tulips", "yellow");
        garden.repository().rename(roses, new Title("Rosen"));
        Wire wire = meet(carol, alice);
        Carrying carrying = atCarol.repository().records().carrying();

        for (String title : List.of("Rosen", "roses", "dornen")) {
            assertEquals(
                    Optional.of(new Carrying.Told(roses, new Title("Rosen"))),
                    carrying.resolve(title),
                    title);
        }
        garden.repository().rename(tulips, new Title("Roses"));
        wire.pagesChanged(garden.id());
        assertEquals(tulips, carrying.resolve("Roses").orElseThrow().page());
        garden.repository().delete(roses);
        wire.pagesChanged(garden.id());
        assertEquals(Optional.empty(), carrying.resolve("dornen"));

        for (int i = 0; i < 20; i++) {
            garden.repository().rename(tulips, new Title("Title %02d".formatted(i)));
        }
        wire.pagesChanged(garden.id());
        long found =
                IntStream.range(0, 20)
                        .filter(i -> carrying.resolve("title %02d".formatted(i)).isPresent())
                        .count();
        // “Roses” is the first of the others; the newest is its title.
        assertEquals(Limits.OTHER_TITLES, found);
    }

    @Test
    void whoCarriesAllAgainGetsTheRestAndIsWholeForOthers() {
        PageId roses = write(garden, "Roses", "red");
        meet(carol, alice);
        write(garden, "Tulips", "yellow");

        atCarol.pageFetches().carry(Carrying.Mode.ALL);
        meet(carol, alice);

        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(atCarol));
        assertEquals(List.of(), titles(atCarol));
        assertTrue(garden.repository().records().carrying().isWhole(carol.id()));
        assertEquals(
                garden.repository().exchange().lastSequence(),
                garden.repository().records().receipt(carol.id()).orElseThrow().sequence());
        assertEquals(1, garden.copies(roses).on().size());
    }

    @Test
    void aPageThatIsOpenedIsAskedOfThoseWhoListedItLongAgo() {
        PageId roses = write(garden, "Roses", "red");
        meet(bob, alice);
        append(atBob, roses, " (Bob)");
        meet(carol, alice);
        meet(carol, bob); // His edit is passed over: she has not opened the page.
        Wire wire = new Wire(carol, alice);
        wire.runUntilQuiet();
        open(wire.dialler, roses);
        wire.runUntilQuiet();
        assertEquals("red", Meetings.text(atCarol, "Roses"));

        meet(carol, bob);

        assertEquals("red (Bob)", Meetings.text(atCarol, "Roses"));
    }

    @Test
    void onlyWhatAPeerListedOrFoundIsOpened() {
        PageId roses = write(garden, "Roses", "red");
        var invented = new PageId(new UUID(1, 2));
        var found = new PageId(new UUID(3, 4));
        meet(carol, alice);

        atCarol.pageFetches().found(List.of(found));
        atCarol.pageFetches().fetch(invented);
        atCarol.pageFetches().fetch(found);
        atCarol.pageFetches().fetch(roses);

        Carrying carrying = atCarol.repository().records().carrying();
        assertFalse(carrying.follows(invented));
        assertTrue(carrying.follows(found));
        assertTrue(carrying.follows(roses));
        assertEquals(Set.of(found, roses), carrying.listed(alice.id()).orElseThrow().owed());
    }

    @Test
    void whatIsVouchedForAnewReachesWhoHoldsThePage() {
        Node dave = meetings.open("Dave");
        Wiki atDave = Wire.join(dave, alice, garden);
        PageId roses = write(atDave, "Roses", "from Dave");
        meet(dave, alice);
        Wire wire = meet(carol, alice);
        open(wire.dialler, roses);
        wire.runUntilQuiet();
        assertEquals("from Dave", Meetings.text(atCarol, "Roses"));

        garden.membership().remove(dave.id());
        wire.acceptor.step(new Input.MembersChanged(garden.id()));
        wire.pagesChanged(garden.id());
        wire.pagesChanged(garden.id());

        assertEquals("from Dave", Meetings.text(garden, "Roses"));
        assertEquals("from Dave", Meetings.text(atCarol, "Roses"));
        assertEquals(digest(garden, roses), digest(atCarol, roses));
    }

    /** What a peer gives of changed heads is what follows what is here: no word about that. */
    @Test
    void whatIsVouchedForAnewReachesWhoHoldsThePageAlsoIfItChangedMeanwhile() {
        Node dave = meetings.open("Dave");
        Wiki atDave = Wire.join(dave, alice, garden);
        PageId roses = write(atDave, "Roses", "from Dave");
        meet(dave, alice);
        open(meet(carol, alice).dialler, roses);
        Wire wire = new Wire(carol, alice);
        wire.runUntilQuiet();
        assertEquals("from Dave", Meetings.text(atCarol, "Roses"));

        garden.membership().remove(dave.id());
        append(garden, roses, " and Alice");
        garden.settle();
        wire.acceptor.step(new Input.MembersChanged(garden.id()));
        wire.pagesChanged(garden.id());
        wire.pagesChanged(garden.id());

        assertEquals("from Dave and Alice", Meetings.text(atCarol, "Roses"));
        assertEquals(digest(garden, roses), digest(atCarol, roses));
    }

    /** A later one had taken its place, and its author turned out to be none. */
    @Test
    void whatVouchesForAPageComesBackToWhoTookItOut() {
        PageId roses = write(garden, "Roses", "red");
        Wire wire = meet(carol, alice);
        open(wire.dialler, roses);
        wire.runUntilQuiet();
        Exchange hers = atCarol.repository().exchange();
        hers.sign(roses, List.of(), Set.of(hers.statements(roses).getFirst().id()));
        assertEquals(garden.repository().exchange().heads(roses), hers.heads(roses));
        assertNotEquals(digest(garden, roses), digest(atCarol, roses));

        wire.pagesChanged(garden.id());

        assertEquals(digest(garden, roses), digest(atCarol, roses));
        wire.tick((int) Duration.ofSeconds(10).dividedBy(Session.TICK));
        assertEquals(List.of(), wire.dialler.closed());
        assertEquals(List.of(), wire.acceptor.closed());
    }

    @Test
    void whatCameBeforeItsAuthorWasKnownEntersWhenHeIs() {
        PageId roses = write(garden, "Roses", "red");
        Wire wire = meet(carol, alice);
        open(wire.dialler, roses);
        wire.runUntilQuiet();
        Node dave = meetings.open("Dave");
        Wiki atDave = Wire.join(dave, alice, garden);
        meet(dave, alice);
        append(atDave, roses, " (Dave)");
        meet(dave, alice);
        var given = garden.repository().exchange();
        atCarol.repository()
                .exchange()
                .receive(
                        roses,
                        given.changes(roses),
                        given.statements(roses),
                        Instant.EPOCH,
                        Optional.empty());
        var carrying = atCarol.repository().records().carrying();
        carrying.listed(alice.id(), carrying.listed(alice.id()).orElseThrow().owing(roses));
        assertEquals("red", Meetings.text(atCarol, "Roses"));

        atCarol.addRoster(garden.roster().roster().records());

        Meetings.await("it enters", () -> Meetings.text(atCarol, "Roses").equals("red (Dave)"));
    }

    @Test
    void whoDoesNotUnderstandListingsIsNotToldThatAnythingIsHeld() {
        write(garden, "Roses", "red");
        var wire = new Wire(carol, alice);
        wire.ofOlderPrograms();

        wire.runUntilQuiet();

        assertEquals(List.of(), wire.acceptor.received(Message.Seen.class));
        assertEquals(0, atCarol.repository().pageCount());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatHappensInAnyOrderLeavesTheFullOnesEqualAndCarolWithWhatSheOpened(long seed) {
        var random = new Random(seed);
        var nodes = List.of(alice, bob, carol);
        var wikis = List.of(garden, atBob, atCarol);
        Set<PageId> opened = new HashSet<>();
        for (int step = 0; step < 40; step++) {
            Wiki wiki = wikis.get(random.nextInt(3));
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    String title = "Page " + random.nextInt(8);
                    if (wiki.repository().find(new Title(title).key()).isEmpty()) {
                        PageId page = write(wiki, title, "by " + wiki.slug() + step + "\n");
                        if (wiki == atCarol) {
                            opened.add(page);
                        }
                    }
                }
                case 2 -> live(wiki).ifPresent(page -> append(wiki, page, "more " + seed + "\n"));
                case 3 ->
                        told(atCarol, random)
                                .ifPresent(page -> {
                                    atCarol.pageFetches().fetch(page);
                                    opened.add(page);
                                });
                default -> {
                    int one = random.nextInt(3);
                    Wire wire =
                            new Wire(nodes.get(one), nodes.get((one + 1 + random.nextInt(2)) % 3));
                    for (int i = random.nextInt(12); i > 0; i--) {
                        wire.carryOne(); // And then it breaks.
                    }
                }
            }
        }

        for (int round = 0; round < 3; round++) {
            meet(bob, alice);
            meet(carol, alice);
            meet(carol, bob);
        }

        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(atBob));
        var held = new TreeSet<PageId>();
        for (PageId page : garden.repository().exchange().pages()) {
            if (!atCarol.repository().exchange().heads(page).equals(Heads.NONE)) {
                held.add(page);
                assertEquals(digest(garden, page), digest(atCarol, page), page + " of " + seed);
            }
        }
        assertEquals(new TreeSet<>(opened), held);
        var all = new TreeSet<>(titles(atCarol));
        atCarol.repository()
                .pages(Optional.empty(), 100)
                .forEach(page -> all.add(page.title().value()));
        var theirs = new TreeSet<String>();
        garden.repository()
                .pages(Optional.empty(), 100)
                .forEach(page -> theirs.add(page.title().value()));
        assertEquals(theirs, all);
    }

    private static List<String> titles(Wiki wiki) {
        return wiki.repository().records().carrying().byTitle(Optional.empty(), 100).stream()
                .map(told -> told.title().value())
                .toList();
    }

    private static Optional<PageId> told(Wiki wiki, Random random) {
        List<Carrying.Told> told =
                wiki.repository().records().carrying().byTitle(Optional.empty(), 100);
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(told.get(random.nextInt(told.size())).page());
    }

    private static Optional<PageId> live(Wiki wiki) {
        return wiki.repository().pages(Optional.empty(), 100).stream()
                .map(page -> page.page())
                .findFirst();
    }

    private static Bytes digest(Wiki wiki, PageId page) {
        return wiki.repository().records().carrying().digest(page);
    }
}
