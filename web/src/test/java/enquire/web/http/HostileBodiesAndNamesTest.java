package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.TestNode;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies that are not what they say, requests that never end, and names that would become more than
 * a name in an answer's head. {@link RawRequests} says how the tables are read.
 */
class HostileBodiesAndNamesTest {

    private static final Pattern DISPOSITION =
            Pattern.compile("(inline|attachment); filename\\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+");

    @AutoClose private static TestNode node;

    private static RawRequests raw;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        node = TestNode.withWiki(data);
        node.put(TestNode.wiki("/pages/Page"), "words");
        raw = new RawRequests(node);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    shorter than it says            | Content-Length: 100 ¶¶ forged                                       | 400
                    shorter than anything           | Content-Length: 9999999999999 ¶¶ forged                             | 400
                    two lengths                     | Content-Length: 6 ¶ Content-Length: 60 ¶¶ forged                    | 400
                    a length with a sign            | Content-Length: +6 ¶¶ forged                                        | 400
                    a length below nothing          | Content-Length: -6 ¶¶ forged                                        | 400
                    a length that no number holds   | Content-Length: 99999999999999999999 ¶¶ forged                      | 400
                    a length and pieces             | Content-Length: 4 ¶ Transfer-Encoding: chunked ¶¶ 0¶¶SMUGGLED       | 400
                    pieces and a length             | Transfer-Encoding: chunked ¶ Content-Length: 4 ¶¶ 0¶¶SMUGGLED       | 400
                    pieces and none                 | Transfer-Encoding: chunked ¶ Transfer-Encoding: identity ¶¶ 0¶¶     | 400
                    pieces of another name          | Transfer-Encoding: xchunked ¶¶ 0¶¶SMUGGLED                          | 400
                    a space before the colon        | Transfer-Encoding : chunked ¶¶ 0¶¶SMUGGLED                          | 400
                    pieces that end too early       | Transfer-Encoding: chunked ¶¶ 6¶forged¶                             | 400
                    a piece without a size          | Transfer-Encoding: chunked ¶¶ 6¶forged¶zz¶                          | 400
                    a piece beyond all sizes        | Transfer-Encoding: chunked ¶¶ ffffffffffffffff¶forged¶              | 400
                    no UTF-8                        | Content-Length: 6 ¶¶ forge\u00ff                                    | 400
                    """)
    void aBodyThatIsNotWholeIsNotTaken(String what, String rest, int status) throws Exception {
        String put = "PUT /-/api/v1/wikis/w/pages/Forged HTTP/1.1 ¶ Host: HERE ¶ TOKEN ¶ ";
        String smuggled = "DELETE /-/api/v1/wikis/w/pages/Page HTTP/1.1 ¶ Host: HERE ¶ TOKEN ¶¶";
        raw.answered(status, put + rest.replace("SMUGGLED", smuggled));
        assertEquals(404, node.get(TestNode.wiki("/pages/Forged")).statusCode());
        assertEquals("words", node.get(TestNode.wiki("/pages/Page")).body());
    }

    @Test
    void headersBeyondAllMeasureAreRefused() throws Exception {
        raw.answered(431, "GET /w/Page HTTP/1.1 ¶ Host: HERE ¶ X: " + "x".repeat(20_000));
        raw.answered(431, "GET /w/Page HTTP/1.1 ¶ Host: HERE" + " ¶ X: y".repeat(5_000));
    }

    /** Each would hold a thread, if threads were few. */
    @Test
    void bodiesThatNeverComeHoldUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), node.uri("/").getPort());
                slow.add(socket);
                String half = "PUT /-/api/v1/wikis/w/pages/Forged HTTP/1.1 ¶ Host: HERE ¶ TOKEN";
                socket.getOutputStream()
                        .write(
                                raw.filled(half + " ¶ Content-Length: 9 ¶¶ half")
                                        .getBytes(StandardCharsets.ISO_8859_1));
            }
            assertEquals(200, node.get("/w/Page").statusCode());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** A stream that nobody reads would never notice that its reader left. */
    @Test
    void aHeadOfTheEventsEndsAtOnce() throws Exception {
        String answer = raw.answered(200, "HEAD /w/-/events HTTP/1.1 ¶ Host: HERE");
        assertTrue(answer.contains("text/event-stream"), answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    line ends                       | a%0d%0aInjected:%20x.png
                    a line end                      | a%0aInjected:%20x.html
                    a quote                         | a%22;%20filename=%22evil.html
                    a second parameter              | a.png;%20filename=evil.html
                    an apostrophe                   | a''evil.html
                    a list                          | a.png,inline
                    folders                         | ..%2f..%2fevil.html
                    folders of Windows              | ..%5c..%5cevil.html
                    letters of all the world        | %e6%bd%ae%e6%b1%90%20%f0%9f%8c%8a.svg
                    the other direction             | evil%e2%80%aegnp.html
                    """)
    void theNameOfAFileStaysAName(String what, String name) throws Exception {
        HttpResponse<String> stored = node.post(TestNode.wiki("/files?name=x.png"), "content");
        String address = json(stored).path("url").asText().replace("x.png", "");
        String answer =
                raw.answer("GET " + address + name.replace(" ", "%20") + " HTTP/1.1 ¶ Host: HERE");
        assertEquals(200, RawRequests.status(answer), answer);
        assertFalse(answer.contains("\r\nInjected"), answer);
        List<String> dispositions = RawRequests.headers(answer, "Content-Disposition");
        assertEquals(1, dispositions.size(), answer);
        String disposition = dispositions.getFirst();
        assertTrue(DISPOSITION.matcher(disposition).matches(), disposition);
        String given = disposition.replaceFirst(".*''", "");
        assertEquals(Percent.decode(name), Percent.decode(given));
    }

    /** With a name in it that a browser would follow, such an answer sends people elsewhere. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a host                          | evil.example//x/.-evil
                    backslashes                     | \\\\evil.example
                    a scheme                        | https:evil.example
                    a scheme that runs              | javascript:alert(1)
                    somebody before a host          | @evil.example
                    a question                      | ?evil.example
                    a hash                          | #evil.example
                    percents                        | %2f%2fevil.example
                    letters of all the world        | \u6f6e\u6c50 \ud83c\udf0a
                    """)
    void aRedirectLeadsIntoTheWiki(String what, String title) throws Exception {
        String old = title.replace("//x", "/x");
        String path = Percent.encode(old);
        assertEquals(201, node.put(TestNode.wiki("/pages/" + path), "words").statusCode());
        String form = "title=" + Percent.encodeQuery("New " + old) + "&updateLinks=";
        HttpResponse<String> renamed =
                node.post("/w/-/rename/" + path, form, "Accept", "text/html");
        assertEquals(303, renamed.statusCode(), renamed.body());
        staysHere(renamed.headers().firstValue("Location").orElseThrow());
        // By its old title, which stays a way to the page.
        HttpResponse<String> moved = node.get("/w/" + path, "Accept", "text/html");
        assertEquals(302, moved.statusCode(), moved.body());
        staysHere(moved.headers().firstValue("Location").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"//evil.example", "\\evil.example", "-", "..", "\u6f6e\u6c50", "a%2f%2fb"})
    void theAddressOfAWikiLeadsIntoIt(String name) throws Exception {
        HttpResponse<String> made =
                node.post(
                        "/-/api/v1/wikis",
                        "{\"name\": \"" + name.replace("\\", "\\\\") + "\", \"empty\": true}");
        assertEquals(201, made.statusCode(), made.body());
        String location = made.headers().firstValue("Location").orElseThrow();
        assertTrue(location.matches("/[A-Za-z0-9%-]+/"), location);
        assertEquals(json(made).path("slug").asText(), Percent.decode(location).replace("/", ""));
    }

    private static void staysHere(String location) {
        assertTrue(location.matches("/w/[\\x21-\\x7e]+"), location);
        assertEquals(node.uri("/").getAuthority(), node.uri("/").resolve(location).getAuthority());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
