package enquire.web.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Jetty, set up for one node: one address, virtual threads, no files, no sessions. Thread-safe. */
public final class WebServer implements AutoCloseable {

    /** Platform threads for accepting and selecting; requests run on virtual threads. */
    private static final int THREADS_MAX = 16;

    /** The largest message of a tab: a paste of 5 MB as JSON, where a character may take six. */
    private static final long SOCKET_CHARS_MAX = 32L * 1024 * 1024;

    /** A tab says something every 20 s, so after a minute it is gone. */
    private static final Duration SOCKET_IDLE = Duration.ofSeconds(60);

    /** Time to finish what is being answered when the node stops. */
    private static final long STOP_MILLIS = 2_000;

    /** RFC 9110, section 15.6.6: what the caller did, though it begins with 5. */
    private static final int VERSION_NOT_SUPPORTED = 505;

    /**
     * Titles may hold what Jetty takes for an attack on a file system; no path of ours names a
     * file.
     */
    private static final UriCompliance ADDRESSES =
            UriCompliance.DEFAULT.with(
                    "titles",
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                    UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                    UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                    UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                    UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS,
                    UriCompliance.Violation.ILLEGAL_PATH_CHARACTERS, // JettyHandler keeps most out.
                    UriCompliance.Violation.BAD_UTF8_ENCODING,
                    UriCompliance.Violation.TRUNCATED_UTF8_ENCODING);

    private final Server server;
    private final ServerConnector connector;

    private WebServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Binds the port and answers on it.
     *
     * @param port 0 picks a free one
     * @param guard made for the port that was bound
     * @throws HttpPortInUseException if the port is taken
     */
    public static WebServer start(
            String bind,
            int port,
            Function<Integer, Guard> guard,
            Handler handler,
            Socket.Acceptor sockets) {
        var threads = new QueuedThreadPool(THREADS_MAX, 4);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("call-"));
        var server = new Server(threads);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(settings()));
        connector.setHost(bind);
        connector.setPort(port);
        server.addConnector(connector);
        server.setStopTimeout(STOP_MILLIS);
        server.setErrorHandler(WebServer::answerError);
        var container = ServerWebSocketContainer.ensure(server);
        container.setMaxTextMessageSize(SOCKET_CHARS_MAX);
        container.setMaxFrameSize(SOCKET_CHARS_MAX);
        container.setIdleTimeout(SOCKET_IDLE);
        try {
            connector.open();
            Guard fitting = guard.apply(connector.getLocalPort());
            server.setHandler(new JettyHandler(fitting, handler, sockets, container));
            server.start();
        } catch (Exception e) {
            connector.close();
            throw failure(e, bind, port);
        }
        return new WebServer(server, connector);
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Ends within some seconds: who still reads a long answer then is cut off. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException stillReading) {
            // Jetty says so after it has ended that connection and stopped all the rest.
        } catch (Exception e) {
            throw new IllegalStateException("the web server did not stop", e);
        }
    }

    private static HttpConfiguration settings() {
        var settings = new HttpConfiguration();
        settings.setSendServerVersion(false);
        settings.setUriCompliance(ADDRESSES);
        settings.setRelativeRedirectAllowed(true);
        settings.setRequestHeaderSize(16 * 1024);
        return settings;
    }

    private static RuntimeException failure(Exception e, String bind, int port) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new HttpPortInUseException(bind, port);
            }
        }
        if (e instanceof IOException io) {
            return new UncheckedIOException(
                    "The web server cannot listen on %s port %d.".formatted(bind, port), io);
        }
        return new IllegalStateException("the web server did not start", e);
    }

    /** What Jetty itself refuses, before any handler: a broken request line, a header too large. */
    private static boolean answerError(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        boolean fault = status >= 500 && status != VERSION_NOT_SUPPORTED;
        var problem =
                new Problem(
                        status,
                        fault
                                ? "Something went wrong inside Enquire."
                                : "This request cannot be understood.",
                        "What was saved before is safe.");
        Reply reply = Json.reply(problem);
        response.setStatus(status);
        JettyHandler.secure(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        byte[] content = ((Body.Bytes) reply.body()).content();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.write(true, ByteBuffer.wrap(content), callback);
        return true;
    }
}
