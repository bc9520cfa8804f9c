package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.web.BetweenLooks;
import enquire.web.ServeProcess;
import enquire.web.TestNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node is killed again and again while somebody saves in its folder and somebody else writes
 * through its API. No word that was saved or acknowledged is missing, and none is there twice.
 */
class KilledMirrorTest {

    private static final int KILLS = 3;
    private static final int WORDS = 12;
    private static final String PAGE = "/-/api/v1/wikis/garden/pages/Roses";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void noWordIsLostOrDoubled(@TempDir Path parent) throws Exception {
        Path folder = parent.resolve("notes");
        Path data = parent.resolve("data");
        List<String> words = new ArrayList<>();
        try (var node = ServeProcess.start(data)) {
            send(node, "POST", "/-/api/v1/wikis", "{\"name\":\"Garden\",\"empty\":true}");
            send(node, "PUT", PAGE, "begin one two three end\n");
            send(
                    node,
                    "PUT",
                    "/-/api/v1/wikis/garden/mirror",
                    "{\"folder\":\"%s\"}".formatted(folder));
            awaitWord(folder, "begin");
            words.addAll(writeAndKill(node, folder, 0));
        }
        for (int round = 1; round < KILLS; round++) {
            try (var node = ServeProcess.start(data)) {
                words.addAll(writeAndKill(node, folder, round));
            }
        }
        try (var node = ServeProcess.start(data)) {
            Instant end = Instant.now().plus(TestNode.DEADLINE);
            String text = send(node, "GET", PAGE, "").body();
            while (!words.stream().allMatch(text::contains) || !text.equals(file(folder))) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError(
                            words + " are not in " + text + " and " + file(folder));
                }
                BetweenLooks.pause();
                text = send(node, "GET", PAGE, "").body();
            }
            for (String word : words) {
                assertEquals(
                        1,
                        List.of(text.strip().split("\\s")).stream().filter(word::equals).count(),
                        word + " in " + text);
            }
        }
    }

    private List<String> writeAndKill(ServeProcess node, Path folder, int round) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> typed =
                    threads.submit(() -> {
                        var random = new Random(round);
                        var done = new ArrayList<String>();
                        try {
                            while (true) {
                                String word = "w" + round + "w" + done.size() + "w";
                                HttpResponse<String> page = send(node, "GET", PAGE, "");
                                send(
                                        node,
                                        "PUT",
                                        PAGE,
                                        with(page.body(), word, random),
                                        "If-Match",
                                        page.headers().firstValue("ETag").orElseThrow());
                                done.add(word);
                            }
                        } catch (IOException killed) {
                            return done;
                        }
                    });
            var random = new Random(~round);
            var saved = new ArrayList<String>();
            for (int i = 0; i < WORDS; i++) {
                String word = "f" + round + "f" + i + "f";
                Path written = folder.resolve(".saving");
                Files.writeString(written, with(file(folder), word, random));
                Files.move(
                        written, folder.resolve("Roses.md"), StandardCopyOption.REPLACE_EXISTING);
                saved.add(word);
                if (i % 4 == 0) {
                    awaitPage(node, word);
                }
            }
            node.kill();
            saved.addAll(typed.get());
            return saved;
        }
    }

    private static String with(String text, String word, Random random) {
        List<String> words = new ArrayList<>(List.of(text.strip().split("\\s")));
        words.add(1 + random.nextInt(words.size() - 1), word);
        return String.join(" ", words) + "\n";
    }

    private static String file(Path folder) throws IOException {
        return Files.readString(folder.resolve("Roses.md"));
    }

    private static void awaitWord(Path folder, String word) throws IOException {
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        while (!Files.exists(folder.resolve("Roses.md")) || !file(folder).contains(word)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(word + " does not come");
            }
            BetweenLooks.pause();
        }
    }

    private void awaitPage(ServeProcess node, String word) throws Exception {
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        while (!send(node, "GET", PAGE, "").body().contains(word)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(word + " does not come");
            }
            BetweenLooks.pause();
        }
    }

    private HttpResponse<String> send(
            ServeProcess node, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(node.uri(path))
                        .header("Authorization", "Bearer " + node.token())
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        assertEquals(2, response.statusCode() / 100, response.body());
        return response;
    }
}
