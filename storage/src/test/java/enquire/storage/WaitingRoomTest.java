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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice sends changes that Bob does not trust, for one page after the other. */
class WaitingRoomTest {

    private static final int OVERHEAD = WaitingRoom.CHANGE_OVERHEAD_BYTES;

    @TempDir Path folder;

    @Test
    void whatWaitsInOtherPagesTakesRoomAlsoAfterARestart() {
        List<Change> flood = changes(10);
        long each = flood.getLast().chunk().size() + OVERHEAD + ChangeGraph.DEPENDENCY_BYTES;
        withWaitingAtBobs(
                flood,
                waiting -> {
                    List<Change> further = changes(8);

                    List<Change> kept = keep(further, waiting + 3 * each);

                    assertTrue(waiting >= 10L * OVERHEAD, waiting + " bytes");
                    assertEquals(further.subList(0, 3), kept);
                });
    }

    @Test
    void whatMembersVouchForIsKeptHoweverFullItIs() {
        List<Change> changes = changes(3);
        withWaitingAtBobs(
                changes(10),
                waiting -> {
                    var vouched = Set.of(changes.get(1).hash());

                    assertEquals(List.of(changes.get(1)), keep(changes, vouched, waiting));
                });
    }

    /** Invented ones deflate to nothing much, and are held in memory while the page is in use. */
    @Test
    void whatAChangeFollowsTakesRoom() {
        List<Change> changes = handMade(number -> HandMadeChange.following(1_000, number));
        long each = changes.getFirst().chunk().size() + 1_000L * ChangeGraph.DEPENDENCY_BYTES;

        withWaitingAtBobs(
                List.of(),
                none ->
                        assertEquals(
                                WaitingRoom.BYTES_MAX / each,
                                keep(changes, Long.MAX_VALUE).size()));
    }

    @Test
    void aChangeTakesTheRoomOfWhatItInflatesTo() {
        List<Change> changes = handMade(number -> HandMadeChange.inflatingTo(800_000, number));
        assertTrue(changes.getFirst().chunk().size() < 8_000);

        withWaitingAtBobs(
                List.of(),
                none -> {
                    long most = WaitingRoom.BYTES_MAX / 800_000;
                    assertEquals(most, keep(changes, Long.MAX_VALUE).size());
                    assertEquals(most / 2, keep(changes, WaitingRoom.BYTES_MAX / 2).size());
                });
    }

    @Test
    void bothAreCountedAlsoAfterARestart() {
        List<Change> flood =
                List.of(HandMadeChange.following(1_000, 1), HandMadeChange.inflatingTo(800_000, 2));
        long expected =
                1_000L * (ChangeHash.BYTES + ChangeGraph.DEPENDENCY_BYTES)
                        + 800_000
                        + 2L * OVERHEAD;
        withWaitingAtBobs(flood, waiting -> assertEquals(expected, waiting, 1_000));
    }

    private static List<Change> handMade(IntFunction<Change> made) {
        return IntStream.range(0, 200).mapToObj(made).toList();
    }

    private void withWaitingAtBobs(List<Change> flood, LongConsumer test) {
        try (var bob = new Person("Bob", folder, 1, WaitingRoomTest::nothing)) {
            for (int i = 0; i < flood.size(); i++) {
                PageId page = PageId.derive(Person.WIKI, TitleKey.of("Flood " + i));
                bob.repository()
                        .exchange()
                        .receive(
                                page,
                                List.of(flood.get(i)),
                                List.of(),
                                Instant.EPOCH,
                                Optional.empty());
            }
        }
        try (var database = database()) {
            test.accept(
                    database.read(handle ->
                            ChangeTable.waitingBytes(
                                    handle, OVERHEAD, ChangeGraph.DEPENDENCY_BYTES)));
        }
    }

    private List<Change> keep(List<Change> changes, long bytesMax) {
        return keep(changes, Set.of(), bytesMax);
    }

    private List<Change> keep(List<Change> changes, Set<ChangeHash> vouched, long bytesMax) {
        try (var database = database()) {
            return new WaitingRoom(database, bytesMax)
                    .withinBounds(
                            PageId.derive(Person.WIKI, TitleKey.of("Another")),
                            ChangeGraph.of(List.of()),
                            changes,
                            vouched,
                            Optional.empty())
                    .fresh();
        }
    }

    private WikiDatabase database() {
        return WikiDatabase.open(
                folder.resolve("Bob").resolve("wiki.db"), Person.WIKI, Bytes.of(new byte[16]));
    }

    private static List<Change> changes(int count) {
        var changes = new ArrayList<Change>();
        var actor =
                ActorId.of(
                        new PeerId(Person.bytes("Alice").sha256()),
                        Bytes.of(new byte[ActorId.SALT_BYTES]));
        try (var document = PageDocument.create(actor)) {
            for (int i = 0; i < count; i++) {
                changes.addAll(document.edit(new Edit.PutMark("mark", "value " + i)));
            }
        }
        return changes;
    }

    private static Set<ChangeHash> nothing(
            PageId page,
            Collection<Change> candidates,
            Predicate<ChangeHash> accepted,
            Collection<Statement> statements) {
        return Set.of();
    }
}
