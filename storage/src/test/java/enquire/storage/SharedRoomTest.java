package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.TitleKey;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.WikiDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bob takes what Alice wrote once a statement speaks for the last of it. Rita sends him junk first,
 * as much as he keeps.
 */
class SharedRoomTest {

    private static final PageId HOME = PageId.derive(Person.WIKI, TitleKey.of("Home"));
    private static final PeerId ALICE = peer("Alice");
    private static final PeerId RITA = peer("Rita");
    private static final PeerId CAROL = peer("Carol");

    /** Far less than his half of the room, and many frames of a long page. */
    private static final int PAGE_CHANGES = 600;

    private final Path folder;
    @AutoClose private final Person bob;

    SharedRoomTest(@TempDir Path folder) {
        this.folder = folder;
        this.bob = new Person("Bob", folder, 1, SharedRoomTest::spokenFor);
    }

    @Test
    void aLongPageArrivesAfterAReaderHasFilledItsRoom() {
        fillHome(WaitingRoom.CHANGES_MAX);
        assertEquals(WaitingRoom.CHANGES_MAX, waiting());
        List<Change> page = changes(PAGE_CHANGES);

        // Its statement comes with the last part.
        for (int from = 0; from < PAGE_CHANGES; from += 100) {
            List<Change> part = page.subList(from, from + 100);
            boolean last = from + 100 == PAGE_CHANGES;
            give(HOME, ALICE, part, last ? List.of(statement(part.getLast())) : List.of());
        }

        assertTrue(bob.repository().exchange().accepts(HOME, hashes(page)));
        // The last part waited for nothing, and so took no room.
        assertEquals(WaitingRoom.CHANGES_MAX - (PAGE_CHANGES - 100), waiting());
    }

    /** Otherwise a second reader would push out what honest people bring. */
    @Test
    void whoBringsMoreMakesRoomAndNotWhoBringsLess() {
        List<Change> page = changes(PAGE_CHANGES);
        give(HOME, ALICE, page.subList(0, PAGE_CHANGES - 1), List.of());

        fillHome(WaitingRoom.CHANGES_MAX);
        Change last = page.getLast();
        give(HOME, ALICE, List.of(last), List.of(statement(last)));

        assertTrue(bob.repository().exchange().accepts(HOME, hashes(page)));
    }

    @Test
    void inTheWikiTheOldestOfWhoBroughtMostGoes() {
        for (int i = 0; i < 40; i++) {
            give(page(i), RITA, List.of(HandMadeChange.following(1, i)), List.of());
        }
        for (int i = 40; i < 50; i++) {
            give(page(i), CAROL, List.of(HandMadeChange.following(1, i)), List.of());
        }
        bob.close();
        try (var database =
                WikiDatabase.open(
                        folder.resolve("Bob").resolve("wiki.db"),
                        Person.WIKI,
                        Bytes.of(new byte[16]))) {
            long held =
                    database.read(handle ->
                            ChangeTable.waitingBytes(
                                    handle,
                                    WaitingRoom.CHANGE_OVERHEAD_BYTES,
                                    ChangeGraph.DEPENDENCY_BYTES));
            long each = held / 50;
            var room = new WaitingRoom(database, held);

            var out = room.toThrowOut(ALICE, 5 * each);

            assertEquals(
                    List.of(page(0), page(1), page(2), page(3), page(4)),
                    out.stream().map(thrown -> thrown.page()).toList());
            assertEquals(List.of(), room.toThrowOut(ALICE, 41 * each), "he would bring more");
            assertEquals(List.of(), new WaitingRoom(database).toThrowOut(ALICE, 5 * each));
        }
    }

    /** What was part of the page once is nobody's delivery, whatever the rule says later. */
    @Test
    void afterWeeksWhatNobodySpeaksForIsGoneAndComesAgainWhenAskedFor() {
        List<Change> page = changes(3);
        give(HOME, ALICE, page.subList(0, 1), List.of(statement(page.getFirst())));
        give(HOME, ALICE, page.subList(1, 2), List.of());
        give(HOME, RITA, List.of(HandMadeChange.following(1, 1)), List.of());
        bob.wait(Clearing.WAITING_TIME.minus(Duration.ofMinutes(1)));
        bob.repository().clearing().expire();
        assertEquals(2, waiting());

        bob.wait(Duration.ofMinutes(2));
        bob.repository().clearing().expire();

        assertEquals(0, waiting());
        assertTrue(bob.repository().exchange().accepts(HOME, hashes(page.subList(0, 1))));
        give(HOME, ALICE, page.subList(1, 3), List.of(statement(page.getLast())));
        assertTrue(bob.repository().exchange().accepts(HOME, hashes(page)));
    }

    @Test
    void whatSomebodySpeaksForStaysHoweverLongItWaits() {
        List<Change> page = changes(3);
        give(HOME, ALICE, page.subList(0, 1), List.of(statement(page.getFirst())));
        // The middle one is missing, so that the last has to wait.
        give(HOME, ALICE, page.subList(2, 3), List.of(statement(page.getLast())));
        bob.wait(Clearing.WAITING_TIME.multipliedBy(2));

        bob.repository().clearing().expire();
        give(HOME, ALICE, List.of(page.get(1)), List.of());

        assertTrue(bob.repository().exchange().accepts(HOME, hashes(page)));
    }

    private void fillHome(int count) {
        for (int from = 0; from < count; from += 512) {
            give(
                    HOME,
                    RITA,
                    IntStream.range(from, Math.min(count, from + 512))
                            .mapToObj(number -> HandMadeChange.following(1, number))
                            .toList(),
                    List.of());
        }
    }

    private void give(
            PageId page, PeerId deliverer, List<Change> changes, List<Statement> statements) {
        bob.repository()
                .exchange()
                .receive(
                        List.of(
                                new Exchange.Arriving(
                                        page,
                                        changes,
                                        statements,
                                        Instant.EPOCH,
                                        Optional.of(ALICE),
                                        Optional.of(deliverer))));
    }

    private long waiting() {
        bob.restart();
        return bob.repository()
                .exchange()
                .receive(HOME, List.of(), List.of(), Instant.EPOCH, Optional.empty())
                .waiting();
    }

    private static PageId page(int number) {
        return PageId.derive(Person.WIKI, TitleKey.of("Page " + number));
    }

    private static Statement statement(Change named) {
        return new Statement(named.hash().value(), List.of(named.hash()));
    }

    private static List<ChangeHash> hashes(List<Change> changes) {
        return changes.stream().map(Change::hash).toList();
    }

    private static PeerId peer(String name) {
        return new PeerId(Person.bytes(name).sha256());
    }

    private static List<Change> changes(int count) {
        var changes = new ArrayList<Change>();
        var actor = ActorId.of(ALICE, Bytes.of(new byte[ActorId.SALT_BYTES]));
        try (var document = PageDocument.create(actor)) {
            for (int i = 0; i < count; i++) {
                changes.addAll(document.edit(new Edit.PutMark("mark", "value " + i)));
            }
        }
        return changes;
    }

    /** What a statement names, and all that precedes it, if all of that is here. */
    private static Set<ChangeHash> spokenFor(
            PageId page,
            Collection<Change> candidates,
            Predicate<ChangeHash> accepted,
            Collection<Statement> statements) {
        var named = new HashSet<ChangeHash>();
        statements.forEach(statement -> named.addAll(statement.vouched()));
        List<Change> ordered = ChangeGraph.ordered(candidates);
        for (Change change : ordered.reversed()) {
            if (named.contains(change.hash())) {
                named.addAll(change.dependencies());
            }
        }
        var entering = new LinkedHashSet<ChangeHash>();
        for (Change change : ordered) {
            if (named.contains(change.hash())
                    && change.dependencies().stream()
                            .allMatch(each -> accepted.test(each) || entering.contains(each))) {
                entering.add(change.hash());
            }
        }
        return entering;
    }
}
