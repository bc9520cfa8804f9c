package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.FolderTree;
import enquire.storage.Repository;
import enquire.sync.backup.BackupException;
import enquire.sync.backup.BackupFile;
import enquire.sync.backup.Restoration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that a node makes by itself, by a clock that the test sets. */
class PlannedBackupsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir Path folder;

    private final Thread thread = Thread.currentThread();
    private volatile Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private int clockCallsLeft;
    private Throwable clockFailure = new IllegalStateException("no failure was asked for");

    @Test
    void onePlannedIsMadeWhenItIsDueAndOldOnesOfThisNodeAloneGo() throws Exception {
        Path kept = folder.resolve("backups");
        var settings =
                new NodeSettings(
                        folder.resolve("Alice"), Optional.of("Alice"), "127.0.0.1", 0, () -> now);
        try (Node node = Node.open(settings)) {
            PlannedBackups planned = node.backups().planned();
            node.create("Garden").repository().create(new Title("Roses"), "red");
            planned.look();
            assertEquals(Optional.empty(), planned.status());
            planned.plan(
                    Optional.of(new BackupPlan(kept, BackupPlan.Each.DAY, LocalTime.of(3, 0), 2)));
            assertEquals(List.of(), names(kept));

            planned.look(); // None was ever made, so one is overdue.
            String first = names(kept).getFirst();
            assertTrue(first.endsWith("-20261130T120000Z.zip"), first);
            assertEquals(Optional.of(now), planned.status().orElseThrow().last());
            try (BackupFile file = BackupFile.open(kept.resolve(first), BackupFile.Progress.NONE)) {
                assertEquals(node.id(), file.contents().node());
            }
            now = now.plus(Duration.ofMinutes(1));
            planned.look();
            assertEquals(List.of(first), names(kept), "not due again");

            String prefix = first.substring(0, first.length() - "20261130T120000Z.zip".length());
            List<String> others =
                    List.of(
                            prefix + "20200101T000000Z.zip", // Of its name, and no backup.
                            prefix + "20200102T000000Z.zip", // A backup of somebody else.
                            prefix + "holiday.zip",
                            "." + prefix + "x.part");
            Files.writeString(kept.resolve(others.get(0)), "my own");
            backupOfBob(kept.resolve(others.get(1)));
            Files.writeString(kept.resolve(others.get(2)), "my own");
            Files.writeString(kept.resolve(others.get(3)), "a killed node left this");
            for (int day = 0; day < 3; day++) {
                now = now.plus(Duration.ofDays(1));
                planned.look();
            }
            List<String> left = names(kept);
            assertEquals(5, left.size(), left.toString());
            assertTrue(left.containsAll(others.subList(0, 3)), left.toString());
            assertTrue(left.contains(prefix + "20261202T120100Z.zip"), left.toString());
            assertTrue(left.contains(prefix + "20261203T120100Z.zip"), left.toString());

            fails(node, kept);
            assertEquals(left.size(), names(kept).size(), "one came and one went");
        }
    }

    /** The disk is away: nothing is made in its place, it is said, and tried again later. */
    private void fails(Node node, Path kept) throws IOException {
        PlannedBackups planned = node.backups().planned();
        Path away = folder.resolve("away");
        Files.move(kept, away);
        now = now.plus(Duration.ofDays(1));
        planned.look();
        String why = planned.status().orElseThrow().failure().orElseThrow().why();
        assertTrue(why.contains("Is its disk connected?"), why);
        assertTrue(Files.notExists(kept));
        Files.writeString(kept, "in the way");
        now = now.plus(Duration.ofMinutes(20));
        planned.look();
        PlannedBackups.Failure failure = planned.status().orElseThrow().failure().orElseThrow();
        assertEquals(PlannedBackups.Failure.Kind.NO_FOLDER, failure.kind());
        assertTrue(failure.why().contains("is no folder"), failure.why());
        Files.delete(kept);
        Files.move(away, kept);
        now = now.plus(Duration.ofMinutes(1));
        planned.look();
        assertTrue(planned.status().orElseThrow().failure().isPresent(), "not at once");
        now = now.plus(Duration.ofMinutes(20));
        planned.look();
        assertEquals(Optional.empty(), planned.status().orElseThrow().failure());
        assertThrows(
                BackupException.class,
                () ->
                        planned.plan(
                                Optional.of(
                                        new BackupPlan(
                                                folder.resolve("Alice/node/node.db"),
                                                BackupPlan.Each.DAY,
                                                LocalTime.NOON,
                                                1))));
        assertEquals(kept, planned.status().orElseThrow().plan().folder());
    }

    /**
     * Neither a clock that was ahead, nor a disk that goes bad, may cost the backups that are good.
     */
    @Test
    void whatIsWorthKeepingIsKept() throws Exception {
        Path kept = folder.resolve("backups");
        var settings =
                new NodeSettings(
                        folder.resolve("Alice"), Optional.of("Alice"), "127.0.0.1", 0, () -> now);
        try (Node node = Node.open(settings)) {
            PlannedBackups planned = node.backups().planned();
            var repository = node.create("Garden").repository();
            var blob = repository.blobs().add(new ByteArrayInputStream(new byte[] {1, 2}), 10);
            planned.plan(
                    Optional.of(new BackupPlan(kept, BackupPlan.Each.DAY, LocalTime.of(3, 0), 1)));
            now = Instant.parse("2040-01-01T12:00:00Z");
            planned.look();
            now = Instant.parse("2026-12-01T12:00:00Z");
            planned.look();
            assertTrue(
                    names(kept).getFirst().endsWith("-20261201T120000Z.zip"),
                    "the one just made stays: " + names(kept));

            List<String> good = names(kept);
            Files.write(repository.blobs().file(blob.blob()).orElseThrow(), new byte[] {1, 3});
            now = now.plus(Duration.ofDays(1));
            planned.look();

            assertTrue(names(kept).containsAll(good), names(kept).toString());
            assertEquals(good.size() + 1, names(kept).size());
            String why = planned.status().orElseThrow().failure().orElseThrow().why();
            assertTrue(why.contains("damaged"), why);
            assertEquals(Optional.of(now), planned.status().orElseThrow().last());
        }
    }

    /** Then no new backup holds it, and one of the old ones may be the only place where it is. */
    @Test
    void aBackupStaysThatHoldsAWikiThatIsGoneFromTheDisk() throws Exception {
        Path kept = folder.resolve("backups");
        Path wiki;
        try (Node node = Node.open(settings("Alice"))) {
            node.create("Kitchen");
            wiki = folder.resolve("Alice/wikis").resolve(node.create("Garden").id().toString());
            planKeepingOne(node, kept);
            node.backups().planned().look();
        }
        String good = names(kept).getFirst();

        Files.write(wiki.resolve("wiki.db"), new byte[0]);
        assertStaysAndIsSaid(good, kept);
        FolderTree.remove(wiki);
        assertStaysAndIsSaid(good, kept);
    }

    private void assertStaysAndIsSaid(String good, Path kept) throws IOException {
        now = now.plus(Duration.ofDays(1));
        try (Node node = Node.open(settings("Alice"))) {
            PlannedBackups planned = node.backups().planned();
            planned.look();
            assertEquals(Optional.of(now), planned.status().orElseThrow().last());
            assertTrue(names(kept).contains(good), names(kept).toString());
            assertEquals(2, names(kept).size(), "those that lack it go as ever");
            PlannedBackups.Failure failure = planned.status().orElseThrow().failure().orElseThrow();
            assertEquals(PlannedBackups.Failure.Kind.LOST, failure.kind());
            assertTrue(failure.why().contains("wikis: 1, files: 0"), failure.why());
        }
    }

    @Test
    void aBackupStaysThatHoldsAFileOfAPageThatIsGoneFromTheDisk() throws Exception {
        Path kept = folder.resolve("backups");
        try (Node node = Node.open(settings("Alice"))) {
            PlannedBackups planned = node.backups().planned();
            Repository repository = node.create("Garden").repository();
            PageId page = repository.create(new Title("Roses"), "red").page();
            var used = repository.blobs().add(new ByteArrayInputStream(new byte[] {1, 2}), 10);
            var unused = repository.blobs().add(new ByteArrayInputStream(new byte[] {3, 4}), 10);
            repository.attach(
                    page,
                    Map.of(
                            used.blob(),
                            "{\"name\":\"roses.png\",\"bytes\":2,\"root\":\"%s\"}"
                                    .formatted(used.root().toHex())));
            planKeepingOne(node, kept);
            planned.look();
            String first = names(kept).getFirst();
            Files.delete(repository.blobs().file(unused.blob()).orElseThrow());
            now = now.plus(Duration.ofDays(1));
            planned.look();
            assertEquals(Optional.empty(), planned.status().orElseThrow().failure());
            String good = names(kept).getFirst();
            assertNotEquals(first, good, "no page misses the file that is gone");

            Files.delete(repository.blobs().file(used.blob()).orElseThrow());
            now = now.plus(Duration.ofDays(1));
            planned.look();

            assertTrue(names(kept).contains(good), names(kept).toString());
            PlannedBackups.Failure failure = planned.status().orElseThrow().failure().orElseThrow();
            assertEquals(PlannedBackups.Failure.Kind.LOST, failure.kind());
            assertTrue(failure.why().contains("wikis: 0, files: 1"), failure.why());
        }
    }

    /** A timer whose task throws looks no more, and says nothing of it. */
    @Test
    void whateverALookRunsIntoTheNextOneIsTaken() throws Exception {
        Path kept = folder.resolve("backups");
        try (Node node = Node.open(settings("Alice"))) {
            PlannedBackups planned = node.backups().planned();
            planKeepingOne(node, kept);
            for (Throwable each : List.of(new IllegalStateException("x"), new InternalError("x"))) {
                failAtClock(1, each);
                planned.look();
                assertEquals(
                        PlannedBackups.Failure.Kind.OTHER,
                        planned.status().orElseThrow().failure().orElseThrow().kind());
                planned.look();
                assertEquals(Optional.of(now), planned.status().orElseThrow().last());
                assertEquals(Optional.empty(), planned.status().orElseThrow().failure());
                now = now.plus(Duration.ofDays(1));
            }

            failAtClock(2, new InternalError("while it is made"));
            planned.look();
            String why = planned.status().orElseThrow().failure().orElseThrow().why();
            assertTrue(why.contains("while it is made"), why);
            now = now.plus(Duration.ofMinutes(20));
            planned.look();
            assertEquals(Optional.of(now), planned.status().orElseThrow().last());
        }
    }

    @Test
    void afterAnErrorNobodyIsToldThatAnotherOneIsBeingMade() {
        try (Node node = Node.open(settings("Alice"))) {
            failAtClock(1, new InternalError("x"));
            assertThrows(InternalError.class, () -> node.backups().prepare());
            node.backups().prepare().close();
        }
    }

    private static void planKeepingOne(Node node, Path kept) {
        var plan = new BackupPlan(kept, BackupPlan.Each.DAY, LocalTime.of(3, 0), 1);
        node.backups().planned().plan(Optional.of(plan));
    }

    private void failAtClock(int call, Throwable with) {
        clockCallsLeft = call;
        clockFailure = with;
    }

    /** Only this thread is failed: others of the node look at the clock, too. */
    private Instant time() {
        if (Thread.currentThread() == thread && --clockCallsLeft == 0) {
            switch (clockFailure) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new IllegalStateException(clockFailure);
            }
        }
        return now;
    }

    /**
     * One that is restored while the other goes on, and one whose data folder was copied: they have
     * one key, and may have been given one folder for their backups.
     */
    @Test
    void computersOfOneNodeLeaveEachOthersBackupsAlone() throws Exception {
        Path kept = folder.resolve("backups");
        Path file = folder.resolve("alice.backup");
        try (Node alice = Node.open(settings("Alice"));
                var out = Files.newOutputStream(file)) {
            alice.create("Garden");
            alice.backups()
                    .planned()
                    .plan(
                            Optional.of(
                                    new BackupPlan(
                                            kept, BackupPlan.Each.DAY, LocalTime.of(3, 0), 2)));
            alice.backups().planned().look();
            alice.backups().write(out);
        }
        assertEquals(1, names(kept).size());
        new Restoration(folder.resolve("Restored"), new Random(1))
                .from(file, BackupFile.Progress.NONE);
        copy(folder.resolve("Alice"), folder.resolve("Copied"));

        for (int day = 0; day < 3; day++) {
            now = now.plus(Duration.ofDays(1));
            for (String each : List.of("Alice", "Restored", "Copied")) {
                try (Node node = Node.open(settings(each))) {
                    node.backups().planned().look();
                }
            }
        }

        // Of each the newest two, though all were made at the same moments; none is overwritten.
        List<String> left = names(kept);
        assertEquals(6, left.size(), left.toString());
        assertEquals(3, left.stream().filter(name -> name.contains("20261203T")).count());
        assertEquals(3, left.stream().map(name -> name.substring(0, 26)).distinct().count());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    private NodeSettings settings(String name) {
        return new NodeSettings(
                folder.resolve(name), Optional.of(name), "127.0.0.1", 0, this::time);
    }

    private void backupOfBob(Path file) throws IOException {
        var settings =
                new NodeSettings(
                        folder.resolve("Bob"), Optional.of("Bob"), "127.0.0.1", 0, () -> now);
        try (Node bob = Node.open(settings);
                var out = Files.newOutputStream(file)) {
            bob.backups().write(out);
        }
    }

    private static List<String> names(Path parent) throws IOException {
        try (Stream<Path> content = Files.list(parent)) {
            return content.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void dueTimesFollowTheClockOnTheWall() {
        var daily =
                new BackupPlan(
                        folder.toAbsolutePath(), BackupPlan.Each.DAY, LocalTime.of(2, 30), 7);
        var weekly =
                new BackupPlan(
                        folder.toAbsolutePath(), BackupPlan.Each.WEEK, LocalTime.of(3, 0), 7);
        Instant monday = Instant.parse("2026-11-30T12:00:00Z");
        assertEquals(Instant.parse("2026-11-30T02:30:00Z"), daily.before(monday, ZoneOffset.UTC));
        assertEquals(Instant.parse("2026-12-01T02:30:00Z"), daily.after(monday, ZoneOffset.UTC));
        assertEquals(Instant.parse("2026-11-30T03:00:00Z"), weekly.before(monday, ZoneOffset.UTC));
        assertEquals(Instant.parse("2026-12-07T03:00:00Z"), weekly.after(monday, ZoneOffset.UTC));
        Instant early = Instant.parse("2026-11-30T01:00:00Z");
        assertEquals(Instant.parse("2026-11-29T02:30:00Z"), daily.before(early, ZoneOffset.UTC));
        assertEquals(Instant.parse("2026-11-23T03:00:00Z"), weekly.before(early, ZoneOffset.UTC));
        assertEquals(Instant.parse("2026-11-30T03:00:00Z"), weekly.after(early, ZoneOffset.UTC));
        // On 28 March 2027 there is no half past two in Berlin.
        Instant summer = Instant.parse("2027-03-28T00:00:00Z");
        assertEquals(Instant.parse("2027-03-28T01:30:00Z"), daily.after(summer, BERLIN));
        assertEquals(Optional.of(daily), BackupPlan.of(daily.lines()));
        assertEquals(Optional.empty(), BackupPlan.of(List.of("x", "day", "03:00", "7")));
        assertEquals(Optional.empty(), BackupPlan.of(List.of("/x", "day", "25:00", "7")));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BackupPlan(folder, BackupPlan.Each.DAY, LocalTime.NOON, 0));
    }
}
