package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw requests, as a hostile page or program could make a browser send them. */
class GuardTest {

    @TempDir Path data;

    private WebServer server;
    private ApiToken token;

    @BeforeEach
    void start() {
        token = ApiToken.of(data);
        server =
                WebServer.start(
                        "127.0.0.1",
                        0,
                        port -> new Guard(token, port),
                        call -> Reply.text(200, "text/plain", "done"),
                        call -> {
                            throw ProblemException.notFound("no sockets here");
                        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ourOwnNamesAreAnswered() throws IOException {
        assertEquals(200, status("GET / HTTP/1.1", host("127.0.0.1")));
        assertEquals(200, status("GET / HTTP/1.1", host("localhost")));
        assertEquals(200, status("GET / HTTP/1.1", host("[::1]")));
    }

    @Test
    void aNameThatWasMadeToPointHereIsMisdirected() throws IOException {
        assertEquals(421, status("GET / HTTP/1.1", host("evil.example")));
        assertEquals(421, status("GET / HTTP/1.1", "Host: 127.0.0.1:1"));
        assertEquals(421, status("GET / HTTP/1.0"));
    }

    @Test
    void aRequestWithoutHostOrWithAnotherInTheRequestLineIsRefused() throws IOException {
        assertEquals(400, status("GET / HTTP/1.1"));
        int status = status("GET http://evil.example/ HTTP/1.1", host("127.0.0.1"));
        assertTrue(status == 400 || status == 421, "status " + status);
    }

    @Test
    void writingNeedsOurOriginOrTheToken() throws IOException {
        String post = "POST / HTTP/1.1";
        assertEquals(403, status(post, host("127.0.0.1"), "Content-Length: 0"));
        assertEquals(
                403,
                status(
                        post,
                        host("127.0.0.1"),
                        "Origin: http://evil.example",
                        "Content-Length: 0"));
        assertEquals(403, status(post, host("127.0.0.1"), "Origin: null", "Content-Length: 0"));
        assertEquals(
                200,
                status(
                        post,
                        host("127.0.0.1"),
                        "Origin: http://127.0.0.1:" + server.port(),
                        "Content-Length: 0"));
        assertEquals(
                200,
                status(
                        post,
                        host("127.0.0.1"),
                        "Authorization: Bearer " + token.text(),
                        "Content-Length: 0"));
        assertEquals(
                401,
                status(
                        post,
                        host("127.0.0.1"),
                        "Authorization: Bearer " + token.text() + "x",
                        "Content-Length: 0"));
    }

    @Test
    void aSocketNeedsOurOriginToo() throws IOException {
        String[] upgrade = {
            host("127.0.0.1"),
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
        };
        assertEquals(403, status("GET /w/-/live HTTP/1.1", upgrade));
        var ours = new ArrayList<>(List.of(upgrade));
        ours.add("Origin: http://127.0.0.1:" + server.port());
        assertEquals(404, status("GET /w/-/live HTTP/1.1", ours.toArray(String[]::new)));
    }

    @Test
    void otherSitesMayLinkHereButNotEmbed() throws IOException {
        for (String site : new String[] {"cross-site", "same-site"}) {
            assertEquals(
                    200,
                    status(
                            "GET / HTTP/1.1",
                            host("127.0.0.1"),
                            "Sec-Fetch-Site: " + site,
                            "Sec-Fetch-Mode: navigate",
                            "Sec-Fetch-Dest: document"));
            assertEquals(
                    403,
                    status(
                            "GET / HTTP/1.1",
                            host("127.0.0.1"),
                            "Sec-Fetch-Site: " + site,
                            "Sec-Fetch-Mode: no-cors",
                            "Sec-Fetch-Dest: image"));
            assertEquals(
                    403,
                    status(
                            "GET / HTTP/1.1",
                            host("127.0.0.1"),
                            "Sec-Fetch-Site: " + site,
                            "Sec-Fetch-Mode: navigate",
                            "Sec-Fetch-Dest: iframe"));
        }
    }

    @Test
    void everyAnswerCarriesThePolicy() throws IOException {
        String answer = answer("GET / HTTP/1.1", host("127.0.0.1"));
        Map<String, String> expected =
                Map.of(
                        "Content-Security-Policy", RawRequests.POLICY,
                        "X-Content-Type-Options", "nosniff",
                        "Referrer-Policy", "same-origin",
                        "Cross-Origin-Opener-Policy", "same-origin",
                        "Cross-Origin-Resource-Policy", "same-origin",
                        "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        expected.forEach((name, value) ->
                assertEquals(List.of(value), RawRequests.headers(answer, name), answer));
    }

    @Test
    void theTokenSurvivesARestart() {
        assertEquals(token.text(), ApiToken.of(data).text());
    }

    private String host(String name) {
        return "Host: " + name + ":" + server.port();
    }

    private int status(String requestLine, String... headers) throws IOException {
        return RawRequests.status(answer(requestLine, headers));
    }

    private String answer(String requestLine, String... headers) throws IOException {
        String request = requestLine + "\r\n" + String.join("\r\n", headers);
        return RawRequests.answer(server.port(), request.strip() + "\r\n\r\n");
    }
}
