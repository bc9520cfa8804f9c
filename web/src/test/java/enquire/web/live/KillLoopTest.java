package enquire.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.ServeProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program, killed with SIGKILL in the middle of writing, again and again: what was
 * acknowledged, to a program or to a tab, is there. {@code -Denquire.kills=100} for a long run.
 */
class KillLoopTest {

    private static final int KILLS = Integer.getInteger("enquire.kills", 10);

    @TempDir Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private int written;
    private int acknowledged;
    private int answered;

    @Test
    void whatWasAcknowledgedIsThereAfterEveryKill() throws Exception {
        Path data = folder.resolve("data");
        var random = new Random(42);
        try (var tab = new TestTab("typist")) {
            int typed = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                try (ServeProcess node = ServeProcess.start(data)) {
                    if (kill == 0) {
                        send(node, "POST", "wikis", "{\"name\": \"W\", \"empty\": true}");
                        send(node, "PUT", "wikis/w/pages/Typed", "");
                    }
                    check(node, tab, typed, kill);
                    typed = write(node, tab, typed, random);
                }
            }
            try (ServeProcess node = ServeProcess.start(data)) {
                check(node, tab, typed, KILLS);
                tab.until(tab::isSaved);
                assertEquals(lines(typed), get(node, "wikis/w/pages/Typed"));
                tab.disconnect();
                assertEquals(0, node.stop());
            }
            System.out.printf(
                    "%d kills: %,d writes of a program and %,d keys of a tab acknowledged, all"
                            + " there%n",
                    KILLS, answered, tab.acked());
        }
    }

    /** A program writes numbers into a page and a person types them, until the node is killed. */
    private int write(ServeProcess node, TestTab tab, int typed, Random random) throws Exception {
        int rounds = 5 + random.nextInt(40);
        int now = typed;
        for (int round = 0; round < rounds; round++) {
            tab.append(++now + "\n");
            written++;
            if (send(node, "PUT", "wikis/w/pages/Numbers", String.valueOf(written)) < 300) {
                acknowledged = written;
                answered++;
            }
            tab.drain();
        }
        Thread killer = Thread.ofVirtual().start(() -> kill(node));
        try {
            while (true) {
                written++;
                if (send(node, "PUT", "wikis/w/pages/Numbers", String.valueOf(written)) < 300) {
                    acknowledged = written;
                    answered++;
                }
            }
        } catch (IOException dead) {
            killer.join();
        }
        return now;
    }

    private static void kill(ServeProcess node) {
        try {
            node.kill();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void check(ServeProcess node, TestTab tab, int typed, int kill) throws Exception {
        String seen = "after kill %d".formatted(kill);
        if (acknowledged > 0) {
            int stored = Integer.parseInt(get(node, "wikis/w/pages/Numbers"));
            assertTrue(
                    stored >= acknowledged && stored <= written,
                    "%s: %d is stored, %d was acknowledged".formatted(seen, stored, acknowledged));
        }
        String text = get(node, "wikis/w/pages/Typed");
        assertTrue(
                text.startsWith(lines((int) tab.acked())),
                "%s: %d keys acknowledged, stored: %s".formatted(seen, tab.acked(), text));
        tab.connect(node.uri("/"), node.token(), "w", "Typed");
        tab.push();
        tab.until(tab::isSaved);
        assertEquals(lines(typed), tab.text(), seen);
    }

    private static String lines(int count) {
        var lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append(i).append('\n');
        }
        return lines.toString();
    }

    private String get(ServeProcess node, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(node.uri("/-/api/v1/" + path)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private int send(ServeProcess node, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(node.uri("/-/api/v1/" + path))
                        .header("Authorization", "Bearer " + node.token())
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }
}
