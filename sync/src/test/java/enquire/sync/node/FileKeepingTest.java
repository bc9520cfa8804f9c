package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import enquire.editor.page.BlobId;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.storage.PageView;
import enquire.sync.backup.BackupContents;
import enquire.sync.node.NoRoomForFileException.Why;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A node fetches what there is room for, and lets go only what others promised to keep. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FileKeepingTest {

    private static final int FILE_BYTES = 2 * Limits.PIECE_BYTES;

    private final Path folder;
    @AutoClose private final Meetings meetings;

    FileKeepingTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @Test
    void aFullQuotaStopsFetchingAndNothingElse() throws Exception {
        Wiki garden = meetings.start("Alice").create("Garden");
        List<BlobId> films = films(garden, 3);
        Node bob = meetings.start("Bob");
        bob.fileKeeping().keepAtMost(2L * FILE_BYTES + 9);
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());

        Meetings.await("two are there", () -> held(atBob, films).size() == 2);
        Meetings.await("one waits", () -> atBob.files().waitingForRoom() == 1);
        List<BlobId> kept = held(atBob, films);
        kept.forEach(film -> atBob.files().opened(film)); // What came by itself may go.
        BlobId waiting = films.stream().filter(film -> !kept.contains(film)).findFirst().get();
        assertEquals(Why.IN_USE, refusal(atBob, waiting));
        PageView own = atBob.repository().create(new Title("Tulips"), "yellow");
        BlobId added = attach(atBob, own, 4);
        Meetings.await(
                "edits and what is added go on",
                () ->
                        Meetings.text(garden, "Tulips").equals("yellow")
                                && held(garden, List.of(added)).size() == 1);
        assertEquals(kept, held(atBob, films));
        assertEquals(List.of(added), held(atBob, List.of(added)));

        bob.fileKeeping().keepAtMost(4L * FILE_BYTES);
        Meetings.await("there is room for all", () -> held(atBob, films).size() == 3);
    }

    /** As on a node whose limit is full since it joined: nobody opened anything here yet. */
    @Test
    void whatCameByItselfMakesRoomAtOnceForWhatIsOpenedAndWhatStaysIsExplained() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        List<BlobId> films = films(garden, 3);
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("Bob has them", () -> held(atBob, films).size() == 3);
        Node carol = meetings.start("Carol");
        carol.fileKeeping().keepAtMost(2L * FILE_BYTES + 9);
        Wiki atCarol = carol.join(garden.invite(Role.WRITER).text());
        Meetings.await("two are there", () -> held(atCarol, films).size() == 2);
        Meetings.await("one waits", () -> atCarol.files().waitingForRoom() == 1);
        Meetings.await(
                "she knows of three, and is known to have two",
                () ->
                        copies(atCarol, films).equals(copies(garden, films))
                                && copies(atCarol, films).equals(copies(atBob, films))
                                && copies(atCarol, films).stream().mapToInt(i -> i).sum() == 8);
        List<BlobId> kept = held(atCarol, films);
        BackupContents older = carol.backups().write(OutputStream.nullOutputStream());
        BlobId third = films.stream().filter(film -> !kept.contains(film)).findFirst().get();
        assertTrue(atCarol.files().hasNoRoom(third));

        Meetings.await("it can be opened", () -> canBeOpened(atCarol, third));
        Meetings.await("it is here", () -> held(atCarol, List.of(third)).size() == 1);

        WikiFiles.Dropped gone = atCarol.files().dropped().getFirst();
        assertEquals(
                List.of("Alice", "Bob"), gone.keepers().stream().map(Wiki.Member::name).toList());
        assertEquals(1, atCarol.files().dropped().size());
        assertEquals(2, held(atCarol, films).size());
        BackupContents newer = carol.backups().write(OutputStream.nullOutputStream());
        assertFalse(carol.backups().missedIn(newer).isIn(older), "others keep what is away");
        // What somebody waited for is in use, and so is what is opened now.
        held(atCarol, films).forEach(film -> atCarol.files().opened(film));
        assertEquals(Why.IN_USE, refusal(atCarol, gone.blob()));

        carol.fileKeeping().keepAtMost(FILE_BYTES - 1);
        assertEquals(Why.TOO_LARGE, refusal(atCarol, gone.blob()));
        // Without Bob, whom she heard lately, only one could promise, and two are to keep it.
        carol.fileKeeping().keepAtMost(2L * FILE_BYTES + 9);
        meetings.stop(bob);
        Meetings.await("he is gone", () -> connected(atCarol) == 1);
        for (BlobId film : held(atCarol, films)) {
            unused(atCarol, film, 3);
        }
        // The other one, if a connection was lost while somebody was asked to keep it.
        Why last = refusal(atCarol, gone.blob());
        assertTrue(Set.of(Why.NOBODY_KEEPS, Why.NOT_PROMISED).contains(last), "" + last);
        assertEquals(2, held(atCarol, films).size());
    }

    /**
     * Not while those who hold it, or who are to keep another, are not connected. One whose keeper
     * was lost after he was asked stays for ten minutes, and the next attempt takes the other.
     */
    private static boolean canBeOpened(Wiki wiki, BlobId blob) {
        try {
            Optional<ArrivingFile> arriving = wiki.files().open(blob);
            arriving.ifPresent(ArrivingFile::close);
            return arriving.isPresent();
        } catch (NoRoomForFileException e) {
            assertTrue(
                    Set.of(Why.NOBODY_KEEPS, Why.UNANSWERED, Why.NOT_PROMISED).contains(e.why()),
                    "" + e.why());
            return false;
        }
    }

    private static long connected(Wiki wiki) {
        return wiki.peers().stream().filter(Wiki.Peer::connected).count();
    }

    private static List<Integer> copies(Wiki wiki, List<BlobId> blobs) {
        return blobs.stream().map(blob -> wiki.files().copies(blob)).toList();
    }

    private static Why refusal(Wiki wiki, BlobId blob) {
        return assertThrows(NoRoomForFileException.class, () -> wiki.files().open(blob)).why();
    }

    /** Whoever only reads may say anything; and what was just opened may be in use. */
    @Test
    void nothingGoesOnTheWordOfAReaderOrRightAfterItWasOpened() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        BlobId film = films(garden, 1).getFirst();
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.READER).text());
        Meetings.await("Bob has it", () -> held(atBob, List.of(film)).size() == 1);
        Meetings.await(
                "both know of two",
                () -> atBob.files().copies(film) == 2 && garden.files().copies(film) == 2);

        atBob.files().opened(film);
        alice.fileKeeping().keepAtMost(1);
        bob.fileKeeping().keepAtMost(1);
        unused(garden, film, 3);
        assertEquals(List.of(), garden.files().drops().candidates());
        assertEquals(List.of(), atBob.files().drops().candidates());
        unused(atBob, film, 3);
        Meetings.await("he lets it go", () -> isDropped(bob, atBob, film));

        assertEquals(List.of(film), held(garden, List.of(film)));
        assertThrows(
                IllegalArgumentException.class,
                () -> bob.fileKeeping().bytesMax(FileKeeping.BYTES_MIN - 1));
    }

    /** Setting the limit once more is how a person asks again. */
    private static boolean isDropped(Node node, Wiki wiki, BlobId film) {
        node.fileKeeping().keepAtMost(node.fileKeeping().bytesMax());
        return held(wiki, List.of(film)).isEmpty();
    }

    @Test
    void whatWasOpenedLongestAgoGoesToWhoPromisedToKeepItAndComesBackWhenItIsOpened()
            throws Exception {
        Wiki garden = meetings.start("Alice").create("Garden");
        List<BlobId> films = films(garden, 3);
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("Bob has them", () -> held(atBob, films).size() == 3);
        Meetings.await(
                "he knows of two",
                () -> films.stream().allMatch(film -> atBob.files().copies(film) == 2));
        for (int i = 0; i < 3; i++) {
            unused(atBob, films.get(i), 5 - i);
        }
        atBob.files().opened(films.getFirst());

        bob.fileKeeping().keepAtMost(2L * FILE_BYTES + 9);
        BlobId gone = films.get(1);
        Meetings.await("one goes", () -> atBob.files().dropped().size() == 1);

        assertEquals(List.of(films.getFirst(), films.getLast()), held(atBob, films));
        assertEquals(gone, atBob.files().dropped().getFirst().blob());
        assertEquals(
                List.of("Alice"),
                atBob.files().dropped().getFirst().keepers().stream()
                        .map(Wiki.Member::name)
                        .toList());
        assertEquals(1, garden.files().keptForOthers());
        assertEquals(0, atBob.files().waitingForRoom());
        Meetings.await("Alice knows", () -> garden.files().copies(gone) == 1);

        meetings.stop(bob);
        Wiki again = meetings.start("Bob").wikis().getFirst();
        assertEquals(List.of(gone), dropped(again));
        Meetings.await("it can be opened", () -> opens(again, gone));
        Meetings.await("it is here", () -> held(again, List.of(gone)).size() == 1);
        // The one that was opened least lately made room for it.
        Meetings.await("another went", () -> dropped(again).equals(List.of(films.getLast())));
        assertEquals(List.of(films.getFirst(), gone), held(again, films));
    }

    /** Whose disk died long ago is a member still, and keeps nothing. */
    @Test
    void whatWasLetGoComesBackByItselfWhenItsKeeperWasNotHeardForTwoMonths() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        BlobId film = films(garden, 1).getFirst();
        var later = new AtomicReference<>(Duration.ZERO);
        Node bob =
                meetings.keep(
                        Node.open(
                                new NodeSettings(
                                        folder.resolve("late"),
                                        Optional.of("Bob"),
                                        "127.0.0.1",
                                        0,
                                        () -> Instant.now().plus(later.get()))));
        bob.listen();
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("Bob has it", () -> held(atBob, List.of(film)).size() == 1);
        Meetings.await("he knows of two", () -> atBob.files().copies(film) == 2);
        unused(atBob, film, 3);
        bob.fileKeeping().keepAtMost(1);
        Meetings.await("he lets it go", () -> isDropped(bob, atBob, film));
        bob.fileKeeping().keepAtMost(9L * FILE_BYTES);
        assertEquals(List.of(film), dropped(atBob));
        assertEquals(1, atBob.files().dropped().getFirst().keepers().size());

        Wiki atCarol = meetings.start("Carol").join(atBob.invite(Role.READER).text());
        Meetings.await("Carol has it from Alice", () -> held(atCarol, List.of(film)).size() == 1);
        meetings.stop(alice);
        assertEquals(List.of(film), dropped(atBob));
        later.set(Holdings.LATELY.plusDays(1));

        Meetings.await("it is here again", () -> held(atBob, List.of(film)).size() == 1);
        Meetings.await("and was not let go", () -> dropped(atBob).isEmpty());
    }

    /** Who promises has the right bytes, and is not said to have others. */
    @Test
    void aFileThatThisDiskDamagedStaysAndNobodyElseIsBlamed() throws Exception {
        Wiki garden = meetings.start("Alice").create("Garden");
        BlobId film = films(garden, 1).getFirst();
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("Bob has it", () -> held(atBob, List.of(film)).size() == 1);
        Meetings.await("he knows of two", () -> atBob.files().copies(film) == 2);
        Files.write(atBob.repository().blobs().file(film).orElseThrow(), new byte[FILE_BYTES]);
        unused(atBob, film, 3);
        Logger log = (Logger) LoggerFactory.getLogger(FileDrops.class);
        Level before = log.getLevel();
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        log.setLevel(Level.WARN);
        log.addAppender(said);
        try {
            bob.fileKeeping().keepAtMost(1);
            Meetings.await("it is said", () -> !List.copyOf(said.list).isEmpty());
        } finally {
            log.detachAppender(said);
            log.setLevel(before);
        }

        String sentence = said.list.getFirst().getFormattedMessage();
        assertTrue(sentence.contains("is damaged on this disk"), sentence);
        assertEquals(1, said.list.size());
        assertEquals(List.of(film), held(atBob, List.of(film)));
        assertEquals(List.of(), dropped(atBob));
    }

    private static boolean opens(Wiki wiki, BlobId blob) {
        try {
            Optional<ArrivingFile> opened = wiki.files().open(blob);
            opened.ifPresent(ArrivingFile::close);
            return opened.isPresent();
        } catch (NoRoomForFileException e) {
            return false; // Whoever keeps the other one may not have said yet what he holds.
        }
    }

    private static List<BlobId> dropped(Wiki wiki) {
        return wiki.files().dropped().stream().map(WikiFiles.Dropped::blob).toList();
    }

    /** Each asks the other at the same moment, for the same files. */
    @Test
    void ofTwoWhoMakeRoomAtOnceOneKeepsEachFile() throws Exception {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        List<BlobId> films = films(garden, 4);
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await(
                "both know of two",
                () ->
                        films.stream()
                                .allMatch(film ->
                                        atBob.files().copies(film) == 2
                                                && garden.files().copies(film) == 2));
        for (BlobId film : films) {
            unused(atBob, film, 3);
            unused(garden, film, 3);
        }

        alice.fileKeeping().keepAtMost(1);
        bob.fileKeeping().keepAtMost(1);

        Meetings.await(
                "each is on one of them",
                () -> held(garden, films).size() + held(atBob, films).size() == 4);
        for (BlobId film : films) {
            var alone = List.of(film);
            assertEquals(1, held(garden, alone).size() + held(atBob, alone).size());
        }
    }

    private static void unused(Wiki wiki, BlobId blob, int days) throws IOException {
        Path file = wiki.repository().blobs().file(blob).orElseThrow();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    private static List<BlobId> held(Wiki wiki, List<BlobId> blobs) {
        return blobs.stream()
                .filter(blob -> wiki.repository().blobs().file(blob).isPresent())
                .toList();
    }

    private static List<BlobId> films(Wiki wiki, int count) throws IOException {
        PageView page = wiki.repository().create(new Title("Roses"), "![[rose.png]]");
        var films = new ArrayList<BlobId>();
        for (int i = 0; i < count; i++) {
            films.add(attach(wiki, page, i));
        }
        return films;
    }

    private static BlobId attach(Wiki wiki, PageView page, int seed) throws IOException {
        byte[] content = new byte[FILE_BYTES];
        new Random(seed).nextBytes(content);
        BlobStore.Stored stored =
                wiki.repository().blobs().add(new ByteArrayInputStream(content), FILE_BYTES);
        String manifest =
                "{\"name\":\"film-%d.mp4\",\"bytes\":%d,\"root\":\"%s\"}"
                        .formatted(seed, FILE_BYTES, stored.root());
        wiki.repository().attach(page.page(), Map.of(stored.blob(), manifest));
        return stored.blob();
    }
}
