package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who listens to a long recording keeps no node from stopping as it should. */
@Timeout(120)
class StoppingTest {

    private static final int PORT_ANY = 0;

    @TempDir Path folder;

    @Test
    void anAnswerThatIsStillReadIsCutOffAndNothingElseIsKeptFromStopping() throws Exception {
        ApiToken token = ApiToken.of(folder);
        Body.Stream endless =
                out -> {
                    while (true) {
                        out.write(new byte[64 * 1024]);
                    }
                };
        WebServer server =
                WebServer.start(
                        "127.0.0.1",
                        PORT_ANY,
                        port -> new Guard(token, port),
                        call -> new Reply(200, List.of(), endless),
                        call -> {
                            throw new AssertionError("nobody asked for a socket");
                        });
        int port = server.port();
        try (var listener = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(port);
            listener.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 200", head(listener, 12));

            // As a player does: a connection that nothing moves on ends sooner.
            Thread listening = Thread.startVirtualThread(() -> drain(listener));

            assertDoesNotThrow(server::close);
            listening.join();
        }
        assertThrows(
                ConnectException.class,
                () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    private static void drain(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException cutOff) {
            // Which it has to be.
        }
    }

    private static String head(Socket socket, int bytes) throws Exception {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }
}
