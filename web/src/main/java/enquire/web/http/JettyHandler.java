package enquire.web.http;

import enquire.web.language.Speaking;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** The one place where a Jetty request becomes a {@link Call} and a {@link Reply} an answer. */
final class JettyHandler extends Handler.Abstract {

    /** From here on a status says that a request failed (RFC 9110, section 15). */
    private static final int FAILED = 400;

    private static final HttpField[] SECURITY =
            SecurityHeaders.ALWAYS.stream()
                    .map(header -> new PreEncodedHttpField(header.name(), header.value()))
                    .toArray(HttpField[]::new);

    private static final HttpField POLICY =
            new PreEncodedHttpField(SecurityHeaders.POLICY, SecurityHeaders.DEFAULT_POLICY);

    /** Kept, but never used again without asking. */
    private static final HttpField ASK_FIRST = new PreEncodedHttpField("Cache-Control", "no-cache");

    private static final HttpField VARIES = new PreEncodedHttpField("Vary", "Accept-Encoding");

    private static final HttpField GZIP = new PreEncodedHttpField("Content-Encoding", "gzip");

    private static final int COPY_BYTES = 64 * 1024;

    /**
     * The rest of a body that is read though its request is refused, in bytes: a connection that
     * ends with a body in it is reset, and its caller may not get the answer. More than most files
     * that people attach, and milliseconds on loopback. (A guess.)
     */
    private static final long REST_BYTES_MAX = 4L * 1024 * 1024;

    private static final Problem NO_HANDSHAKE =
            new Problem(
                    400,
                    "This request cannot be understood.",
                    "A socket is opened with GET, HTTP/1.1, a key and version 13 (RFC 6455).");

    /**
     * What no browser sends in a path as it is (URL Standard, section 1.3, the path percent-encode
     * set), and a backslash, which it makes a slash of. RFC 3986 has no brackets, bar and caret
     * there either, but an address that somebody types has, and a title may.
     */
    private static final String NEVER_IN_A_PATH = "\"<>`{}\\";

    private static final Problem NO_PATH =
            new Problem(
                    400,
                    "This request cannot be understood.",
                    "What stands in its address has to be written with percent signs.");

    private final Guard guard;
    private final enquire.web.http.Handler handler;
    private final Socket.Acceptor sockets;
    private final ServerWebSocketContainer container;

    JettyHandler(
            Guard guard,
            enquire.web.http.Handler handler,
            Socket.Acceptor sockets,
            ServerWebSocketContainer container) {
        this.guard = guard;
        this.handler = handler;
        this.sockets = sockets;
        this.container = container;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields fields = request.getHeaders();
        var body = new LazyBody(request);
        Call call =
                new Call(
                        request.getMethod(),
                        Optional.ofNullable(request.getHttpURI().getPath()).orElse("/"),
                        Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""),
                        name -> field(fields, name),
                        body);
        Optional<Problem> refusal =
                isPath(call.path()) ? guard.refusal(call) : Optional.of(NO_PATH);
        if (refusal.isPresent()) {
            Reply refused = Json.reply(refusal.get()).with("Connection", "close");
            send(call, refused, response, callback);
            return true;
        }
        if (Guard.isSocket(call)) {
            return upgrade(call, request, response, callback);
        }
        Reply reply = handler.handle(call);
        if (reply.status() >= FAILED && !body.isReadToItsEnd()) {
            // Nothing can follow on a connection with the rest of a body in it: said, or the next
            // request would be sent into a connection that ends.
            reply = reply.with("Connection", "close");
        }
        send(call, reply, response, callback);
        return true;
    }

    private static boolean isPath(String written) {
        return written.chars().allMatch(c -> c > ' ' && c < 0x7f && NEVER_IN_A_PATH.indexOf(c) < 0);
    }

    /**
     * Several fields of one name count as one value (RFC 9110, section 5.3): a second {@code
     * Origin} beside ours must not be overlooked.
     */
    private static Optional<String> field(HttpFields fields, String name) {
        Optional<String> value = Optional.empty();
        for (HttpField field : fields) {
            if (field.is(name) && field.getValue() != null) {
                value =
                        value.map(before -> before + ", " + field.getValue())
                                .or(() -> Optional.of(field.getValue()));
            }
        }
        return value;
    }

    private boolean upgrade(Call call, Request request, Response response, Callback callback)
            throws IOException, InterruptedException {
        Problem problem = NO_HANDSHAKE;
        try {
            Socket.Opener opener = sockets.accept(call);
            boolean upgraded =
                    container.upgrade(
                            (upgrade, answer, done) -> new JettySocket(opener),
                            request,
                            response,
                            callback);
            if (upgraded) {
                return true;
            }
        } catch (HttpException.RuntimeException incomplete) {
            // The sentence below says what is missing.
        } catch (RuntimeException e) {
            problem = Failures.problem(e);
        }
        send(call, Json.reply(problem).with("Connection", "close"), response, callback);
        return true;
    }

    private static void send(Call call, Reply reply, Response response, Callback callback)
            throws IOException, InterruptedException {
        response.setStatus(reply.status());
        HttpFields.Mutable fields = response.getHeaders();
        for (Reply.Header header : reply.headers()) {
            fields.add(header.name(), header.value());
        }
        secure(fields);
        switch (reply.body()) {
            case Body.None none -> response.write(true, ByteBuffer.allocate(0), callback);
            case Body.Bytes bytes -> sendBytes(call, reply, bytes, response, callback);
            case Body.FilePart part -> {
                fields.put(HttpHeader.CONTENT_LENGTH, part.length());
                sendStream(out -> copy(part, out), response, callback);
            }
            case Body.Stream stream when call.method().equals("HEAD") ->
                    // Nothing of it would be sent, so nobody would notice when the caller goes.
                    response.write(true, ByteBuffer.allocate(0), callback);
            case Body.Stream stream -> sendStream(stream, response, callback);
        }
    }

    /** What every answer carries, whoever gives it. */
    static void secure(HttpFields.Mutable fields) {
        for (HttpField field : SECURITY) {
            fields.add(field);
        }
        if (!fields.contains(SecurityHeaders.POLICY)) {
            fields.add(POLICY);
        }
        if (!fields.contains(HttpHeader.CACHE_CONTROL)) {
            fields.add(ASK_FIRST);
        }
    }

    private static void sendBytes(
            Call call, Reply reply, Body.Bytes bytes, Response response, Callback callback) {
        HttpFields.Mutable fields = response.getHeaders();
        byte[] content = bytes.content();
        if (bytes.worthCompressing() && isText(reply)) {
            fields.add(VARIES);
            if (call.header("Accept-Encoding").orElse("").contains("gzip")) {
                fields.add(GZIP);
                content = bytes.compressed();
            }
        }
        fields.put(HttpHeader.CONTENT_LENGTH, content.length);
        response.write(true, ByteBuffer.wrap(content), callback);
    }

    private static boolean isText(Reply reply) {
        String type = reply.header("Content-Type").orElse("");
        return type.startsWith("text/")
                || type.contains("json")
                || type.contains("javascript")
                || type.contains("xml");
    }

    private static void sendStream(Body.Stream stream, Response response, Callback callback)
            throws InterruptedException {
        try {
            OutputStream out = Content.Sink.asOutputStream(response);
            stream.writeTo(out);
            out.close(); // Only then: the end of what broke off would make it look whole.
        } catch (IOException | RuntimeException e) {
            // The reader went away in the middle, or what he was sent has no end: the connection
            // breaks off, which says so.
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }

    private static void copy(Body.FilePart part, OutputStream out) throws IOException {
        try (FileChannel file = FileChannel.open(part.file(), StandardOpenOption.READ)) {
            file.position(part.from());
            InputStream in = Channels.newInputStream(file);
            byte[] buffer = new byte[COPY_BYTES];
            long left = part.length();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(part.file() + " became shorter while it was read");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /**
     * Opens the request's content only when somebody reads it: most requests have none. A body that
     * does not come whole is its sender's fault.
     */
    private static final class LazyBody extends InputStream {
        private final Request request;
        private Optional<InputStream> opened = Optional.empty();
        private boolean ended;

        LazyBody(Request request) {
            this.request = request;
            this.ended = !hasBody(request.getHeaders());
        }

        private static boolean hasBody(HttpFields fields) {
            return fields.contains(HttpHeader.TRANSFER_ENCODING)
                    || fields.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
        }

        /** Whether nothing of it is left, once a rest that is not long was read, too. */
        boolean isReadToItsEnd() {
            HttpFields fields = request.getHeaders();
            boolean asked = fields.contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
            boolean unsent = asked && opened.isEmpty(); // Reading would ask for it.
            if (ended
                    || unsent
                    || fields.getLongField(HttpHeader.CONTENT_LENGTH) > REST_BYTES_MAX) {
                return ended;
            }
            try {
                skipNBytes(REST_BYTES_MAX + 1);
            } catch (EOFException end) {
                return true;
            } catch (IOException | ProblemException broken) {
                return false;
            }
            return false;
        }

        private InputStream in() {
            if (opened.isEmpty()) {
                opened = Optional.of(Content.Source.asInputStream(request));
            }
            return opened.get();
        }

        @Override
        public int read() {
            return whole(() -> in().read());
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return whole(() -> in().read(into, offset, length));
        }

        private int whole(Reading reading) {
            try {
                int read = reading.read();
                ended = read < 0;
                return read;
            } catch (IOException | HttpException.RuntimeException e) {
                throw ProblemException.badRequest(Speaking.messages().text("error.notWhole"));
            }
        }

        @FunctionalInterface
        private interface Reading {
            int read() throws IOException;
        }
    }
}
