package enquire.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Sends one request after the other over some connections that stay open, and times each. It reads
 * HTTP/1.1 with a Content-Length from plain sockets, because a full client costs more than the
 * server under test.
 */
final class HttpLoad {

    /** What a connection sends; {@code number} counts from 0 on each connection. */
    interface Requests {
        byte[] request(int connection, int number);
    }

    record Result(Percentiles latencies, double perSecond) {}

    private HttpLoad() {}

    static byte[] get(URI uri) {
        return head("GET", uri, "").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] put(URI uri, String token, String markdown) {
        byte[] body = markdown.getBytes(StandardCharsets.UTF_8);
        byte[] head =
                head(
                                "PUT",
                                uri,
                                "Authorization: Bearer %s\r\nContent-Type: text/markdown; charset=utf-8\r\nContent-Length: %d\r\n"
                                        .formatted(token, body.length))
                        .getBytes(StandardCharsets.UTF_8);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    private static String head(String method, URI uri, String headers) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return "%s %s%s HTTP/1.1\r\nHost: %s:%d\r\n%s\r\n"
                .formatted(method, uri.getRawPath(), query, uri.getHost(), uri.getPort(), headers);
    }

    static Result run(URI server, int connections, Duration duration, Requests requests)
            throws InterruptedException, IOException {
        long end = System.nanoTime() + duration.toNanos();
        long started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var tasks =
                    IntStream.range(0, connections)
                            .mapToObj(connection ->
                                    (Callable<long[]>)
                                            () -> connection(server, connection, end, requests))
                            .toList();
            var nanos = new long[0];
            for (Future<long[]> done : threads.invokeAll(tasks)) {
                long[] more = done.get();
                int before = nanos.length;
                nanos = Arrays.copyOf(nanos, before + more.length);
                System.arraycopy(more, 0, nanos, before, more.length);
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            return new Result(new Percentiles(nanos), nanos.length / seconds);
        } catch (ExecutionException e) {
            throw new IOException("a connection failed", e.getCause());
        }
    }

    private static long[] connection(URI server, int connection, long end, Requests requests)
            throws IOException {
        long[] nanos = new long[1024];
        int count = 0;
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            var out = socket.getOutputStream();
            while (System.nanoTime() < end) {
                byte[] request = requests.request(connection, count);
                long sent = System.nanoTime();
                out.write(request);
                readResponse(in);
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, count * 2);
                }
                nanos[count++] = System.nanoTime() - sent;
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    private static void readResponse(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IOException("the server answered " + status);
        }
        long length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                throw new IOException(
                        "the server answered in chunks, which this load does not read");
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
