package enquire.web.live;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.TestNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventsTest {

    @TempDir Path data;

    @Test
    void aReaderHearsOfTheStatusOfThePageNowAndOfEachChange() throws Exception {
        try (var alice = TestNode.withWiki(data);
                var client = HttpClient.newHttpClient()) {
            alice.put(wiki("/pages/Boats"), "one");
            var page = alice.json(wiki("/pages/Boats"));
            String first = page.path("version").asText();
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    alice.uri("/w/-/events?page=" + page.path("id").asText()))
                            .build();
            var answer = client.send(request, BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertTrue(next(lines, "status").contains("No peers online"));
                assertTrue(next(lines, "page").contains(first));

                alice.put(wiki("/pages/Boats"), "two");

                String second = alice.json(wiki("/pages/Boats")).path("version").asText();
                String told = next(lines, "page");
                while (!told.contains(second)) { // As it was may be said once more.
                    told = next(lines, "page");
                }
                assertTrue(told.contains("Alice"), told);
            }
            assertEquals(400, alice.get("/w/-/events?page=x").statusCode());
        }
    }

    @Test
    void aStreamGoesOnInTheLanguageOfWhoeverAskedForIt() throws Exception {
        try (var alice = TestNode.withWiki(data);
                var client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(alice.uri("/w/-/events"))
                            .header("Accept-Language", "de")
                            .build();
            var answer = client.send(request, BodyHandlers.ofInputStream());
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                String told = next(lines, "status");
                assertTrue(told.contains("Kein anderer Computer online"), told);
            }
        }
    }

    private static String next(BufferedReader lines, String event) throws Exception {
        String line = lines.readLine();
        while (line != null && !line.equals("event: " + event)) {
            line = lines.readLine();
        }
        assertNotNull(line, "the stream ended before the event " + event);
        return lines.readLine();
    }
}
