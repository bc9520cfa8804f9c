package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.NodeRecords;
import enquire.sync.protocol.DoubtShelf;
import enquire.sync.roster.Role;
import enquire.sync.statement.MemberAcceptance;
import enquire.sync.statement.VerifiedStatements;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages of which one waits for a writer's word and another could not be judged. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class JudgedInDoubtTest {

    private final Path folder;
    @AutoClose private final Meetings meetings;
    private final AtomicLong nanos = new AtomicLong();

    JudgedInDoubtTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @Test
    void aPageThatCouldNotBeJudgedIsJudgedWhenItIsDueThoughOthersAreInDoubt() throws Exception {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Node rita = meetings.open("Rita");
        Wiki garden = alice.create("Garden");
        Wiki bobs = Wire.join(bob, alice, garden);
        Wiki ritas = Wire.join(rita, alice, garden, Role.READER);
        PageId tulips = bobs.repository().create(new Title("Tulips"), "yellow").page();
        PageId lilies = bobs.repository().create(new Title("Lilies"), "white").page();
        new Wire(bob, alice).runUntilQuiet();
        new Wire(rita, alice).runUntilQuiet();
        MembersWatch watch = watch(ritas);
        garden.membership().remove(bob.id());

        try (Connection disk =
                DriverManager.getConnection(
                        "jdbc:sqlite:"
                                + folder.resolve("Rita/wikis/" + ritas.id()).resolve("wiki.db"))) {
            spoil(disk, lilies);
            ritas.addRoster(garden.roster().roster().records());
            watch.makeUp();
            assertEquals(Set.of(tulips), inDoubt(watch));
            mend(disk);
        }
        watch.makeUp();
        assertEquals(Set.of(tulips), inDoubt(watch), "it is not due yet");

        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        watch.makeUp();

        assertEquals(Set.of(tulips, lilies), inDoubt(watch));
    }

    /** What the page is made of cannot be read, until {@link #mend}. */
    private static void spoil(Connection disk, PageId page) throws Exception {
        try (var statement = disk.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 60000");
            statement.execute("CREATE TEMP TABLE kept (id INTEGER, chunk BLOB)");
            try (var keep =
                    disk.prepareStatement(
                            "INSERT INTO kept SELECT id, chunk FROM change WHERE page = ?")) {
                keep.setBytes(1, page.toBytes().toArray());
                assertTrue(keep.executeUpdate() > 0);
            }
            statement.execute(
                    "UPDATE change SET chunk = x'0001' WHERE id IN (SELECT id FROM kept)");
        }
    }

    private static void mend(Connection disk) throws Exception {
        try (var statement = disk.createStatement()) {
            statement.execute(
                    "UPDATE change SET chunk = (SELECT chunk FROM kept WHERE kept.id ="
                            + " change.id) WHERE id IN (SELECT id FROM kept)");
        }
    }

    private static Set<PageId> inDoubt(MembersWatch watch) {
        return watch.doubts().open().stream()
                .map(DoubtShelf.Doubt::page)
                .collect(Collectors.toSet());
    }

    /** A watch of its own clock, which does at once what it does. */
    private MembersWatch watch(Wiki wiki) {
        var identity = meetings.identity("Rita");
        var records = wiki.repository().records();
        var exchange = wiki.repository().exchange();
        var rule =
                new MemberAcceptance(
                        wiki.id(),
                        wiki.self(),
                        () -> wiki.roster().roster(),
                        (page, hash) -> false,
                        new VerifiedStatements());
        var unjudged = new Unjudged(records);
        var database =
                new NodeDatabase(meetings.keep(NodeRecords.open(folder.resolve("names.db"))));
        var names = new Names(wiki.self(), "Rita", database);
        return new MembersWatch(
                wiki.self(),
                wiki.repository(),
                wiki.roster(),
                new Vouching(
                        exchange,
                        wiki.signing(),
                        new Adopting(wiki.id(), identity.key(), exchange, rule),
                        unjudged),
                unjudged,
                new Peers(wiki.self(), names, List::of, Instant::now),
                Runnable::run,
                nanos::get);
    }
}
