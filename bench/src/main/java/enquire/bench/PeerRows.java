package enquire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The rows that take two nodes. */
final class PeerRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WAIT = Duration.ofMinutes(10);
    private static final int KEYS = 60;

    private final Report report;
    private final Path home;
    private final Path work;

    PeerRows(Report report, Path home, Path work) {
        this.report = report;
        this.home = home;
        this.work = work;
    }

    /** Types on one node, waits in a tab on the other. */
    void keyToOtherNode() throws Exception {
        try (var alice = NodeProcess.start(home, work.resolve("alice"), "Alice");
                var bob = NodeProcess.start(home, work.resolve("bob"), "Bob");
                var http = HttpClient.newHttpClient()) {
            String wiki =
                    JSON.readTree(alice.post("wikis", "{\"name\":\"Bench\"}").body())
                            .get("slug")
                            .asText();
            alice.put("wikis/" + wiki + "/pages/Shared", "A page on two computers.\n");
            String there = join(alice, wiki, bob);
            String page = Rows.pageId(alice, wiki, "Shared");
            await(() -> bob.get("wikis/" + there + "/pages/Shared").statusCode() == 200);
            try (var from = TabClient.open(http, alice, wiki, page, "from");
                    var to = TabClient.open(http, bob, there, page, "to")) {
                var nanos = new long[KEYS];
                for (int key = -10; key < KEYS; key++) {
                    long next = to.version() + 1;
                    long mine = from.version() + 1;
                    long started = System.nanoTime();
                    from.type();
                    to.awaitVersion(next);
                    if (key >= 0) {
                        nanos[key] = System.nanoTime() - started;
                    }
                    from.awaitVersion(mine);
                    // A person does not type in step with the node's pace: keys fall anywhere in
                    // its 200 ms.
                    LockSupport.parkNanos(Duration.ofMillis(20 + key * 37 % 260).toNanos());
                }
                report.row(
                        "8",
                        "key on one node to a tab on another node, both looking",
                        new Percentiles(nanos).p50AndP99());
            }
        }
    }

    static String join(NodeProcess inviter, String wiki, NodeProcess joiner) throws Exception {
        JsonNode invite =
                JSON.readTree(
                        inviter.post("wikis/" + wiki + "/invites", "{\"role\":\"writer\"}").body());
        var body = JSON.createObjectNode().put("invite", invite.get("invite").asText());
        String answer = joiner.post("join", body.toString()).body();
        JsonNode slug = JSON.readTree(answer).path("slug");
        if (slug.isMissingNode()) {
            throw new IOException("joining failed: " + answer);
        }
        return slug.asText();
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + WAIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited in vain");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
