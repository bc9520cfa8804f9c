package enquire.web.pages;

import enquire.web.TestNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A node for each test, and what a browser does with it: opening screens and sending forms. */
abstract class BrowsedNode {

    @TempDir Path data;

    TestNode alice;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        alice = TestNode.start(data);
    }

    @AfterEach
    void stop() {
        alice.close();
    }

    void makeWiki() throws IOException, InterruptedException {
        alice.post("/-/api/v1/wikis", "{\"name\": \"W\", \"empty\": true}");
    }

    HttpResponse<String> browse(String path) throws IOException, InterruptedException {
        return alice.get(path, "Accept", "text/html");
    }

    HttpResponse<String> form(String path, String... fields)
            throws IOException, InterruptedException {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return alice.post(path, body.toString(), "Accept", "text/html");
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
