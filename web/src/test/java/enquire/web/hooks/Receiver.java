package enquire.web.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A program that is told: a real server on loopback, which does what a test wants of it. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Between two characters: soon enough for who waits for the next one, and far too slow. */
    private static final long DRIP_MILLIS = 50;

    /** One request as it came. */
    record Got(String path, Map<String, String> headers, byte[] body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }

        String type() {
            return json().path("type").asText();
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** What it does with the next request. */
    @FunctionalInterface
    interface Manner {
        /**
         * @return whether the answer is complete
         */
        boolean answer(Response response, Callback callback) throws Exception;
    }

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final CountDownLatch closing = new CountDownLatch(1);
    final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile Manner manner = status(204);

    static Receiver start() throws Exception {
        var receiver = new Receiver();
        receiver.connector.setHost("127.0.0.1");
        receiver.server.addConnector(receiver.connector);
        receiver.server.setHandler(receiver.new Taking());
        receiver.server.start();
        return receiver;
    }

    int port() {
        return connector.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:%d/told".formatted(port());
    }

    void does(Manner next) {
        manner = next;
    }

    static Manner status(int status, String... headers) {
        return (response, callback) -> {
            response.setStatus(status);
            for (int i = 0; i < headers.length; i += 2) {
                response.getHeaders().put(headers[i], headers[i + 1]);
            }
            callback.succeeded();
            return true;
        };
    }

    /** Takes the request and says nothing until the test ends. */
    Manner hangs() {
        return (response, callback) -> {
            closing.await();
            callback.failed(new IllegalStateException("the test ends"));
            return true;
        };
    }

    /** Says yes, and then more than anybody reads. */
    static Manner talks() {
        return (response, callback) -> {
            response.setStatus(200);
            Content.Sink.write(response, true, "x".repeat(4_000_000), callback);
            return true;
        };
    }

    /** Says yes and then one character after the other, as long as anybody listens. */
    Manner drips() {
        return (response, callback) -> {
            response.setStatus(200);
            drip(response, callback);
            return true;
        };
    }

    private void drip(Response response, Callback callback) {
        Content.Sink.write(
                response,
                false,
                "x",
                Callback.from(
                        () -> {
                            if (!closed(DRIP_MILLIS)) {
                                drip(response, callback);
                            }
                        },
                        callback::failed));
    }

    private boolean closed(long withinMillis) {
        try {
            return closing.await(withinMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Says yes and how long the answer is, and breaks off before it is. */
    static Manner lies() {
        return (response, callback) -> {
            response.setStatus(200);
            response.getHeaders().put("Content-Length", 100);
            response.write(
                    false,
                    ByteBuffer.wrap("short".getBytes(StandardCharsets.UTF_8)),
                    Callback.from(() -> callback.failed(new IllegalStateException("a lie"))));
            return true;
        };
    }

    private final class Taking extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            request.getHeaders().forEach(field -> headers.put(field.getName(), field.getValue()));
            byte[] body = Content.Source.asInputStream(request).readAllBytes();
            got.add(new Got(request.getHttpURI().getPath(), headers, body));
            return manner.answer(response, callback);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the receiver does not stop", e);
        }
    }
}
