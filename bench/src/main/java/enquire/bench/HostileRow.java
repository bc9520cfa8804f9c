package enquire.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.roster.Invite;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A thousand hostile connections at once, while two honest nodes edit one page (the safety table of
 * the targets): does an edit still arrive within a second, and what does it cost in memory?
 */
final class HostileRow {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 1_000;
    private static final int KEYS = 100;
    private static final long SEED = Long.getLong("enquire.seed", 1);

    /** Of the connections, so many are members who flood. */
    private static final int MEMBERS = 2;

    private final Report report;
    private final Path home;
    private final Path work;

    HostileRow(Report report, Path home, Path work) {
        this.report = report;
        this.home = home;
        this.work = work;
    }

    void print() throws Exception {
        try (var alice = NodeProcess.start(home, work.resolve("attacked"), "Alice");
                var bob = NodeProcess.start(home, work.resolve("honest"), "Bob");
                var http = HttpClient.newHttpClient()) {
            String wiki =
                    JSON.readTree(alice.post("wikis", "{\"name\":\"Bench\"}").body())
                            .get("slug")
                            .asText();
            alice.put("wikis/" + wiki + "/pages/Shared", "A page on two computers.\n");
            String there = PeerRows.join(alice, wiki, bob);
            String page = Rows.pageId(alice, wiki, "Shared");
            PeerRows.await(() -> bob.get("wikis/" + there + "/pages/Shared").statusCode() == 200);
            List<NodeIdentity> members = members(alice, wiki);
            try (var from = TabClient.open(http, alice, wiki, page, "from");
                    var to = TabClient.open(http, bob, there, page, "to")) {
                Percentiles before = keys(from, to);
                long residentBefore = alice.residentMib();
                Percentiles during;
                long residentMost;
                String attack;
                try (var memory = new MemoryWatch(alice);
                        var crowd =
                                Crowd.at(invite(alice, wiki), CONNECTIONS, members, work, SEED)) {
                    crowd.awaitAll();
                    during = keys(from, to);
                    residentMost = memory.mostMib();
                    attack = crowd.summary();
                }
                report.row(
                        "safety",
                        "%,d hostile connections at once (%s): an honest edit from the attacked node to another"
                                .formatted(CONNECTIONS, attack),
                        "%s; before them %s; resident at most %d MiB, before them %d MiB"
                                .formatted(
                                        during.p50AndP99(),
                                        before.p50AndP99(),
                                        residentMost,
                                        residentBefore));
            }
        }
    }

    private static Percentiles keys(TabClient from, TabClient to)
            throws IOException, InterruptedException {
        var nanos = new long[KEYS];
        for (int key = -5; key < KEYS; key++) {
            long next = to.version() + 1;
            long mine = from.version() + 1;
            long started = System.nanoTime();
            from.type();
            to.awaitVersion(next);
            if (key >= 0) {
                nanos[key] = System.nanoTime() - started;
            }
            from.awaitVersion(mine);
            LockSupport.parkNanos(Duration.ofMillis(20 + key * 37 % 260).toNanos());
        }
        return new Percentiles(nanos);
    }

    /** Of them only their keys are left: the crowd uses these. */
    private List<NodeIdentity> members(NodeProcess node, String wiki) throws Exception {
        var identities = new ArrayList<NodeIdentity>();
        for (int i = 0; i < MEMBERS; i++) {
            Path data = work.resolve("member" + i);
            try (var member = NodeProcess.start(home, data, "Member " + i)) {
                PeerRows.join(node, wiki, member);
            }
            identities.add(NodeIdentity.open(data.resolve("node").resolve("identity.p12")));
        }
        return identities;
    }

    private static Invite invite(NodeProcess node, String wiki) throws Exception {
        String answer = node.post("wikis/" + wiki + "/invites", "{\"role\":\"reader\"}").body();
        return Invite.parse(JSON.readTree(answer).get("invite").asText());
    }
}
