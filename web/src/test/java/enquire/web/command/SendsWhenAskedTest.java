package enquire.web.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.TestNode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large body is not sent to a node that does not want it: its answer could be lost with it. */
class SendsWhenAskedTest {

    @Test
    void anImportThatIsRefusedAtOnceIsNotSent(@TempDir Path folder) throws Exception {
        Path notes = Files.createDirectories(folder.resolve("notes"));
        Files.writeString(notes.resolve("Tides.md"), "low ".repeat(100_000));
        var err = new ByteArrayOutputStream();
        try (TestNode bob = TestNode.start(folder.resolve("bob"));
                var refusing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Its own answers would come too fast to see what was sent meanwhile.
            bob.node().announce("http://127.0.0.1:%d/".formatted(refusing.getLocalPort()));
            var seen = new FutureTask<>(() -> refuse(refusing));
            Thread.ofVirtual().start(seen);

            int code =
                    EnquireCommand.run(
                            new String[] {
                                "import",
                                notes.toString(),
                                "--wiki",
                                "w",
                                "--data",
                                folder.resolve("bob").toString()
                            },
                            new PrintStream(new ByteArrayOutputStream()),
                            new PrintStream(err, true, UTF_8),
                            Map.of());

            assertEquals(1, code);
            assertTrue(err.toString(UTF_8).contains("No. You may read."), err.toString(UTF_8));
            assertEquals("0 bytes", seen.get(), "what came behind the head of the request");
        }
    }

    /** Names one wiki, refuses what comes next, and reads on until the connection ends. */
    private static String refuse(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(60_000);
            head(socket);
            answer(socket, "200 OK", "{\"wikis\": [{\"slug\": \"w\", \"name\": \"W\"}]}");
            head(socket);
            answer(socket, "403 Forbidden", "{\"title\": \"No.\", \"detail\": \"You may read.\"}");
            socket.shutdownOutput(); // As a node ends what it refuses.
            return socket.getInputStream().readAllBytes().length + " bytes";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            if (read < 0) {
                throw new EOFException("after: " + head);
            }
            head.append((char) read);
        }
        return head.toString();
    }

    private static void answer(Socket socket, String status, String json) throws IOException {
        String answer =
                "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(status, json.length(), json);
        socket.getOutputStream().write(answer.getBytes(UTF_8));
    }
}
