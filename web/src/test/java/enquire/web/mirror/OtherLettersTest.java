package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.ServeProcess;
import enquire.web.TestNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose system takes names of fewer letters than titles have, as in many a container. */
class OtherLettersTest {

    private static final String WIKI = "/-/api/v1/wikis/garden";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aNameThatTheSystemLacksHoldsUpNoOther(@TempDir Path parent) throws Exception {
        Path folder = parent.resolve("notes");
        Path data = parent.resolve("data");
        var launch =
                new ServeProcess.Launch(
                        List.of("env", "LC_ALL=C"),
                        List.of(),
                        data,
                        data,
                        parent.resolve("errors"));
        try (var node = ServeProcess.start(launch, "Alice")) {
            send(node, "POST", "/-/api/v1/wikis", "{\"name\":\"Garden\",\"empty\":true}");
            send(node, "PUT", WIKI + "/mirror", "{\"folder\":\"%s\"}".formatted(folder));
            send(node, "PUT", WIKI + "/pages/B%C3%A4ume", "Pears.\n");
            Instant end = Instant.now().plus(TestNode.DEADLINE);
            while (!send(node, "GET", WIKI + "/mirror", "").body().contains("ume.md\"")) {
                assertTrue(Instant.now().isBefore(end), "no trouble is told");
            }
            send(node, "PUT", WIKI + "/pages/Roses", "Red.\n");
            while (!Files.exists(folder.resolve("Roses.md"))) {
                assertTrue(Instant.now().isBefore(end), "Roses.md does not come");
                Thread.onSpinWait();
            }
            assertEquals("Red.\n", Files.readString(folder.resolve("Roses.md")));
        }
    }

    private HttpResponse<String> send(ServeProcess node, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(node.uri(path))
                        .header("Authorization", "Bearer " + node.token())
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(2, response.statusCode() / 100, response.body());
        return response;
    }
}
