package enquire.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** What this machine gives at this moment: the floor under every figure of the same run. */
final class MachineLimits {

    private static final int ROUNDS = 2_000;

    private MachineLimits() {}

    static void print(Report report, Path folder) throws Exception {
        report.begin("Limits of this run", "limit", "figure");
        report.row("append 4 kB and flush to disk (fdatasync)", flush(folder).p50AndP99());
        report.row("one byte there and back over loopback", loopback().p50AndP99());
        var jetty = bareJetty();
        report.row(
                "bare Jetty, 10 kB from memory, 16 connections",
                "%,.0f/s, %s".formatted(jetty.perSecond(), jetty.latencies().p50AndP99()));
    }

    static Percentiles flush(Path folder) throws IOException {
        var nanos = new long[ROUNDS / 4];
        try (var file =
                FileChannel.open(
                        folder.resolve("flush"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE)) {
            for (int i = 0; i < nanos.length; i++) {
                long started = System.nanoTime();
                file.write(ByteBuffer.allocate(4096));
                file.force(false);
                nanos[i] = System.nanoTime() - started;
            }
        }
        return new Percentiles(nanos);
    }

    static Percentiles loopback() throws IOException, InterruptedException {
        var nanos = new long[ROUNDS];
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread echo = Thread.ofPlatform().start(() -> echo(server));
            try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                socket.setTcpNoDelay(true);
                for (int i = 0; i < ROUNDS; i++) {
                    long started = System.nanoTime();
                    socket.getOutputStream().write(1);
                    if (socket.getInputStream().read() < 0) {
                        throw new IOException("the echo stopped");
                    }
                    nanos[i] = System.nanoTime() - started;
                }
            }
            echo.join();
        }
        return new Percentiles(nanos);
    }

    private static void echo(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.setTcpNoDelay(true);
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                socket.getOutputStream().write(b);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static HttpLoad.Result bareJetty() throws Exception {
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var body = ByteBuffer.allocateDirect(10_000);
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.capacity());
                        response.write(true, body.slice(), callback);
                        return true;
                    }
                });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
            byte[] request = HttpLoad.get(uri);
            HttpLoad.run(uri, 16, Duration.ofSeconds(3), (connection, number) -> request);
            return HttpLoad.run(uri, 16, Duration.ofSeconds(5), (connection, number) -> request);
        } finally {
            server.stop();
        }
    }
}
