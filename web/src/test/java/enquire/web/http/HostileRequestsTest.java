package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.TestNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests that no honest browser sends, against a whole node. {@link RawRequests} says how the
 * tables are read. Whatever was sent, the answer carries the policy, says nothing of the page, and
 * leaves the wiki as it was.
 */
class HostileRequestsTest {

    private static final String SECRET = "The key hangs behind the boiler.";

    private static final String FORM = "title=Forged&text=forged&version=";

    @AutoClose private static TestNode node;

    private static RawRequests raw;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        node = TestNode.withWiki(data);
        node.put(TestNode.wiki("/pages/Secret"), SECRET);
        raw = new RawRequests(node);
    }

    @AfterEach
    void nothingChanged() throws Exception {
        assertEquals(SECRET, node.get(TestNode.wiki("/pages/Secret")).body());
        assertEquals(404, node.get(TestNode.wiki("/pages/Forged")).statusCode());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    address and port                | HERE
                    the name of this computer       | localhost:PORT
                    the same, shouted               | LOCALHOST:PORT
                    IPv6                            | [::1]:PORT
                    """)
    void ourNamesAreAnswered(String what, String host) throws Exception {
        String answer = raw.answer("GET /w/Secret HTTP/1.1 ¶ Host: " + host);
        assertEquals(200, RawRequests.status(answer), answer);
        assertTrue(answer.contains(SECRET), answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    another name                    | evil.example:PORT                      | 421
                    our address in another name     | 127.0.0.1.evil.example:PORT            | 421
                    another port                    | 127.0.0.1:1                            | 421
                    no port                         | 127.0.0.1                              | 421
                    a port with a nought before it  | 127.0.0.1:0PORT                        | 421
                    a dot at the end of a name      | localhost.:PORT                        | 421
                    a dot at the end of an address  | 127.0.0.1.:PORT                        | 421
                    every address                   | 0.0.0.0:PORT                           | 421
                    decimal                         | 2130706433:PORT                        | 421
                    octal                           | 0177.0.0.1:PORT                        | 421
                    hexadecimal                     | 0x7f000001:PORT                        | 421
                    short                           | 127.1:PORT                             | 421
                    the next address of loopback    | 127.0.0.2:PORT                         | 421
                    IPv6 in full                    | [0:0:0:0:0:0:0:1]:PORT                 | 421
                    IPv4 in IPv6                    | [::ffff:127.0.0.1]:PORT                | 421
                    IPv6 with a zone                | [::1%lo]:PORT                          | 421
                    IPv6 without brackets           | ::1:PORT                               | 400
                    somebody before the name        | evil@HERE                              | 400
                    ours before another name        | HERE@evil.example                      | 400
                    two in one                      | HERE,evil.example                      | 400
                    a path                          | evil.example/HERE                      | 400
                    a hash                          | HERE#evil.example                      | 400
                    nothing                         | ''                                     | 400
                    """)
    void otherNamesAreNot(String what, String host, int status) throws Exception {
        refused(status, "GET /w/Secret HTTP/1.1 ¶ Host: " + host);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no name                         | GET /w/Secret HTTP/1.1                                     | 400
                    no name, old version            | GET /w/Secret HTTP/1.0                                     | 421
                    no version                      | GET /w/Secret                                              | 505
                    a later version                 | GET /w/Secret HTTP/2.0 ¶ Host: HERE                        | 426
                    the same name twice             | GET /w/Secret HTTP/1.1 ¶ Host: HERE ¶ Host: HERE           | 400
                    another name after ours         | GET /w/Secret HTTP/1.1 ¶ Host: HERE ¶ Host: evil.example   | 400
                    a space before the colon        | GET /w/Secret HTTP/1.1 ¶ Host : HERE                       | 400
                    a name on the next line         | GET /w/Secret HTTP/1.1 ¶ Host: ¶  HERE                     | 400
                    ours, as a proxy would tell     | GET /w/Secret HTTP/1.1 ¶ Host: evil ¶ X-Forwarded-Host: HERE | 421
                    another name in the line        | GET http://evil.example/w/Secret HTTP/1.1 ¶ Host: HERE     | 400
                    another name in both            | GET http://evil.example/w/Secret HTTP/1.1 ¶ Host: evil.example | 421
                    ours in the line alone          | GET http://HERE/w/Secret HTTP/1.1 ¶ Host: evil.example     | 400
                    ours in the line, no header     | GET http://HERE/w/Secret HTTP/1.0                          | 421
                    ours before another name        | GET http://HERE@evil.example/w/Secret HTTP/1.1 ¶ Host: HERE | 400
                    a line break in the path        | GET /w/Secret%0d%0aX: HTTP/1.1 ¶ Host: evil.example        | 421
                    a NUL in a header               | GET /w/Secret HTTP/1.1 ¶ Host: HERE ¶ X: a\0b              | 400
                    """)
    void aRequestThatDoesNotSayWhomItMeansIsRefused(String what, String request, int status)
            throws Exception {
        refused(status, request);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    none                            |                                                            | 403
                    a referrer alone                | Referer: http://HERE/                                      | 403
                    null                            | Origin: null                                               | 403
                    nothing                         | Origin:                                                    | 403
                    another site                    | Origin: http://evil.example                                | 403
                    another port                    | Origin: http://127.0.0.1:1                                 | 403
                    no port                         | Origin: http://127.0.0.1                                   | 403
                    another of our names            | Origin: http://localhost:PORT                              | 403
                    another scheme                  | Origin: https://HERE                                       | 403
                    a path                          | Origin: http://HERE/                                       | 403
                    ours and more                   | Origin: http://HERE.evil.example                           | 403
                    two in one                      | Origin: http://HERE http://evil.example                    | 403
                    two in a list                   | Origin: http://HERE, http://evil.example                   | 403
                    ours, then another              | Origin: http://HERE ¶ Origin: http://evil.example          | 403
                    another, then ours              | Origin: http://evil.example ¶ Origin: http://HERE          | 403
                    ours, asked for from elsewhere  | OURS ¶ Sec-Fetch-Site: cross-site                          | 403
                    ours, from another port         | OURS ¶ Sec-Fetch-Site: same-site                           | 403
                    ours, from who knows where      | OURS ¶ Sec-Fetch-Site: elsewhere                           | 403
                    ours, from here and elsewhere   | OURS ¶ Sec-Fetch-Site: same-origin ¶ Sec-Fetch-Site: cross-site | 403
                    ours, a form from elsewhere     | OURS ¶ Sec-Fetch-Site: cross-site ¶ Sec-Fetch-Mode: navigate ¶ Sec-Fetch-Dest: document | 403
                    another token                   | OURS ¶ Authorization: Bearer x                             | 401
                    the token as a password         | OURS ¶ Authorization: Basic BARE                         | 401
                    the token among two             | TOKEN ¶ Authorization: Bearer x                            | 401
                    """)
    void whoDoesNotProveToBeUsWritesNothing(String what, String headers, int status)
            throws Exception {
        String proof = headers == null ? "" : " ¶ " + headers;
        refused(
                status,
                "POST /w/-/edit/Forged HTTP/1.1 ¶ Host: HERE"
                        + proof
                        + " ¶ Content-Type: application/x-www-form-urlencoded ¶ Content-Length: "
                        + FORM.length()
                        + " ¶¶ "
                        + FORM);
        refused(status, "DELETE /-/api/v1/wikis/w/pages/Secret HTTP/1.1 ¶ Host: HERE" + proof);
        refused(status, "GET /w/-/live HTTP/1.1 ¶ Host: HERE ¶ SOCKET13" + proof);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a script of another site        | Origin: http://evil.example
                    a script in a sandbox           | Origin: null
                    a script on another port        | Origin: http://127.0.0.1:1
                    a script beside ours            | OURS ¶ Origin: http://evil.example
                    whatever another site includes  | Sec-Fetch-Site: cross-site
                    a picture on another port       | Sec-Fetch-Site: same-site ¶ Sec-Fetch-Mode: no-cors ¶ Sec-Fetch-Dest: image
                    a frame                         | Sec-Fetch-Site: cross-site ¶ Sec-Fetch-Mode: navigate ¶ Sec-Fetch-Dest: iframe
                    a frame that calls itself both  | Sec-Fetch-Site: cross-site ¶ Sec-Fetch-Mode: navigate ¶ Sec-Fetch-Dest: iframe ¶ Sec-Fetch-Dest: document
                    """)
    void whatAnotherSiteAsksForIsNotAnswered(String what, String headers) throws Exception {
        refused(403, "GET /w/Secret HTTP/1.1 ¶ Host: HERE ¶ " + headers);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    another method in a header      | GET /w/-/delete/Secret HTTP/1.1 ¶ Host: HERE ¶ X-HTTP-Method-Override: POST   | 200
                    another method in the query     | GET /w/-/delete/Secret?_method=POST HTTP/1.1 ¶ Host: HERE                     | 200
                    a head                          | HEAD /w/-/delete/Secret HTTP/1.1 ¶ Host: HERE                                 | 200
                    a form in the query             | GET /w/-/edit/Forged?title=Forged&text=x HTTP/1.1 ¶ Host: HERE                | 200
                    asking for a wiki to be joined  | GET /-/join?invite=x HTTP/1.1 ¶ Host: HERE                                    | 200
                    asking for an invite            | GET /w/-/invite HTTP/1.1 ¶ Host: HERE                                         | 302
                    letters of another size         | post /w/-/delete/Secret HTTP/1.1 ¶ Host: HERE ¶ OURS                          | 405
                    a method of our own making      | FORGE /w/-/delete/Secret HTTP/1.1 ¶ Host: HERE ¶ OURS                         | 405
                    a trace                         | TRACE /w/-/delete/Secret HTTP/1.1 ¶ Host: HERE ¶ OURS ¶ X: y                  | 405
                    a tunnel                        | CONNECT HERE HTTP/1.1 ¶ Host: HERE ¶ OURS                                     | 405
                    what may be asked               | OPTIONS * HTTP/1.1 ¶ Host: HERE ¶ OURS                                        | 405
                    what another site may ask       | OPTIONS /w/Secret HTTP/1.1 ¶ Host: HERE ¶ Origin: http://evil.example ¶ Access-Control-Request-Method: PUT | 403
                    another protocol                | GET /w/-/delete/Secret HTTP/1.1 ¶ Host: HERE ¶ Connection: Upgrade ¶ Upgrade: h2c | 200
                    a socket without a key          | GET /w/-/live HTTP/1.1 ¶ Host: HERE ¶ OURS ¶ Upgrade: websocket ¶ Connection: Upgrade ¶ Sec-WebSocket-Version: 13 | 400
                    a socket of another version     | GET /w/-/live HTTP/1.1 ¶ Host: HERE ¶ OURS ¶ SOCKET8 | 400
                    a socket by another method      | POST /w/-/live HTTP/1.1 ¶ Host: HERE ¶ OURS ¶ SOCKET13                          | 400
                    a socket of an old version      | GET /w/-/live HTTP/1.0 ¶ Host: HERE ¶ OURS ¶ SOCKET13                           | 400
                    """)
    void askingChangesNothing(String what, String request, int status) throws Exception {
        String answer = refused(status, request);
        assertFalse(answer.contains("Access-Control-"), answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    up                              | /../Secret                                   | 400
                    up from a wiki                  | /w/../../Secret                              | 400
                    up, dots in percents            | /w/%2e%2e/%2e%2e/Secret                      | 400
                    up, slashes in percents         | /w/..%2f..%2fSecret                          | 422
                    up from the files               | /w/-/file/../Secret                          | 404
                    up from the assets              | /-/assets/..%2f..%2fenquire/web/wiki/home.md | 404
                    up from parts of the assets     | /-/assets/chunks%2f..%2f..%2fx.js            | 404
                    the list of assets              | /-/assets/assets.json                        | 404
                    NUL                             | /w/%00                                       | 400
                    NUL in a title                  | /w/Secret%00                                 | 400
                    NUL in a query                  | /w/-/events?page=%00                         | 400
                    an overlong slash               | /w/%c0%af                                    | 400
                    overlong dots                   | /w/%c0%ae%c0%ae/Secret                       | 400
                    half a character                | /w/%ed%a0%80                                 | 400
                    more bytes than a character has | /w/%f8%88%80%80%af                           | 400
                    a broken escape                 | /w/%zz                                       | 400
                    half an escape                  | /w/%                                         | 400
                    an escape of scripts            | /w/%u0053ecret                               | 400
                    backslashes                     | /w\\Secret                                   | 400
                    a byte above ASCII              | /w/\u00ff                                    | 400
                    a backslash in a title          | /w/a\\b                                      | 400
                    tags                            | /w/<b>x</b>                                  | 400
                    quotes                          | /w/x"y                                       | 400
                    braces                          | /w/{x}                                       | 400
                    nothing between slashes         | /w//Secret                                   | 422
                    a name of two slashes           | //evil.example/w/Secret                      | 404
                    line ends                       | /w/x%0d%0aSet-Cookie:%20a=b                  | 404
                    line ends in an id              | /w/-/page/%0d%0aX:%20y                       | 404
                    too many fields                 | /w/-/search?MANY&                            | 400
                    a long path                     | /w/LONG                                      | 414
                    a very long path                | /w/LONGLONG                                  | 414
                    """)
    void noPathLeadsOut(String what, String path, int status) throws Exception {
        String longer =
                path.replace("LONG", "x".repeat(9_000)).replace("MANY&", "q=x&".repeat(200));
        String answer = refused(status, "GET " + longer + " HTTP/1.1 ¶ Host: HERE");
        assertEquals(List.of(), RawRequests.headers(answer, "Set-Cookie"));
        assertEquals(List.of(), RawRequests.headers(answer, "Location"));
    }

    private static String refused(int status, String request) throws Exception {
        String answer = raw.answered(status, request);
        assertFalse(answer.contains(SECRET), answer);
        return answer;
    }
}
