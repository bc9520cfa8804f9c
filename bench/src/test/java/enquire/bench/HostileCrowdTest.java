package enquire.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@link HostileRow} measures with a thousand, with two hundred: edits still arrive. */
class HostileCrowdTest {

    /** More than may be connected without a hello. */
    private static final int CONNECTIONS = 200;

    private static final int EDITS = 10;
    private static final long SEED = Long.getLong("enquire.seed", 1);

    /** Generous: the machine may be busy with everything else. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    @Timeout(900)
    void honestEditsArriveBothWaysWhileAHostileCrowdAttacks() throws Exception {
        try (var alice = start("Alice");
                var bob = start("Bob")) {
            Wiki garden = alice.create("Garden");
            PageId page = garden.repository().create(new Title("Roses"), "red").page();
            List<NodeIdentity> members = List.of(leftMember(garden));
            Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
            await("he has the page", () -> atBob.repository().page(page).isPresent());
            Invite known = Invite.parse(garden.invite(Role.READER).text());

            try (var crowd = Crowd.at(known, CONNECTIONS, members, folder, SEED)) {
                crowd.awaitAll();
                // The attack has reached her: her node ends them, and answers those who know TLS.
                await("they are ended", () -> crowd.ended() >= CONNECTIONS);
                await("strangers come", () -> crowd.strangers() > 0);
                await("a member floods", () -> crowd.members() > 0);
                long endedBefore = crowd.ended();
                for (int i = 0; i < EDITS; i++) {
                    Wiki from = i % 2 == 0 ? garden : atBob;
                    Wiki to = i % 2 == 0 ? atBob : garden;
                    String text = "edit " + i;
                    PageView now = from.repository().page(page).orElseThrow();
                    from.repository().write(page, now.version(), text);
                    await(text, () -> text(to, page).equals(text));
                }
                await("they go on", () -> crowd.ended() > endedBefore);
                System.out.println("The crowd: " + crowd.summary());
            }
        }
    }

    /** A member whose node is gone, and whose key the crowd uses. */
    private NodeIdentity leftMember(Wiki garden) {
        try (var carol = start("Carol")) {
            carol.join(garden.invite(Role.WRITER).text());
        }
        return NodeIdentity.open(folder.resolve("Carol").resolve("node").resolve("identity.p12"));
    }

    private Node start(String name) {
        Node node =
                Node.open(
                        new NodeSettings(
                                folder.resolve(name),
                                Optional.of(name),
                                "127.0.0.1",
                                0,
                                InstantSource.system()));
        node.listen();
        return node;
    }

    private static String text(Wiki wiki, PageId page) {
        return wiki.repository().page(page).orElseThrow().text();
    }

    private static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "not in " + PATIENCE + ": " + what);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
