package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.web.TestNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Bytes on a socket of their own, as no client library would send them. In a request {@code ¶} ends
 * a line, {@code HERE} is the node's address, {@code PORT} its port, {@code OURS} its own origin,
 * {@code TOKEN} the header with the API token, {@code BARE} the token itself, and {@code SOCKET13}
 * what asks for a WebSocket of that version.
 */
final class RawRequests {

    /** Every word of it. Written out again on purpose: what the program says is under test. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self';"
                    + " worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /** Generous: a shared computer may be busy. */
    private static final int DEADLINE_MILLIS = 60_000;

    private final TestNode node;

    RawRequests(TestNode node) {
        this.node = node;
    }

    /** Sends it, and looks at what every answer must have. */
    String answered(int status, String request) throws IOException {
        String answer = answer(request);
        assertEquals(status, status(answer), answer);
        assertEquals(
                1,
                Pattern.compile("(?m)^HTTP/1\\.1 \\d{3} ").matcher(answer).results().count(),
                answer);
        List<String> policies = headers(answer, "Content-Security-Policy");
        // Only the editor's has a nonce, for styles.
        policies = policies.stream().map(RawRequests::withoutNonce).toList();
        assertEquals(List.of(POLICY), policies, answer);
        assertEquals(List.of("nosniff"), headers(answer, "X-Content-Type-Options"), answer);
        return answer;
    }

    static String withoutNonce(String policy) {
        return policy.replaceFirst(
                "(?<=; style-src 'self') 'nonce-[A-Za-z0-9_+/=-]{22,}'(?=;)", "");
    }

    String answer(String request) throws IOException {
        String whole = request.contains("¶¶") ? request : request + " ¶¶";
        return answer(node.uri("/").getPort(), filled(whole));
    }

    String filled(String request) {
        return request.replaceAll(
                        "SOCKET(\\d+)",
                        "Upgrade: websocket ¶ Connection: Upgrade ¶ Sec-WebSocket-Version: $1 ¶"
                                + " Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")
                .replace("OURS", "Origin: http://HERE")
                .replace("TOKEN", "Authorization: Bearer BARE")
                .replace("HERE", "127.0.0.1:PORT")
                .replace("PORT", "" + node.uri("/").getPort())
                .replace("BARE", node.token())
                .replaceAll(" ?¶ ?", "\r\n");
    }

    /** The values of a field in the head of the first answer. */
    static List<String> headers(String answer, String name) {
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    /**
     * Sends this and nothing more, and reads until the node closes the connection.
     *
     * @param request in ISO 8859-1, so that each byte can be written
     * @return all answers, in ISO 8859-1
     */
    static String answer(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(DEADLINE_MILLIS);
            var answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                socket.getInputStream().transferTo(answer);
            } catch (SocketException closedBeforeAllWasRead) {
                // What was answered before stands.
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
