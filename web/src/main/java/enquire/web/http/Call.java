package enquire.web.http;

import enquire.web.language.Speaking;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request. Paths and queries are kept as they came, percent-encoded, and decoded on demand. One
 * thread at a time.
 */
public final class Call {

    /** Where header fields come from; names are compared without case. */
    @FunctionalInterface
    public interface Headers {
        Optional<String> first(String name);
    }

    private final String method;
    private final String path;
    private final String query;
    private final Headers headers;
    private final InputStream body;
    private final Map<String, String> parameters;
    private Optional<Form> parsedQuery = Optional.empty();

    /**
     * @param path as in the request line, percent-encoded, without the query
     * @param query without the question mark; empty for none
     * @param body what the caller sends; read at most once
     */
    public Call(String method, String path, String query, Headers headers, InputStream body) {
        this(method, path, query, headers, body, Map.of());
    }

    private Call(
            String method,
            String path,
            String query,
            Headers headers,
            InputStream body,
            Map<String, String> parameters) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.parameters = parameters;
    }

    /**
     * A call that no network made.
     *
     * @param target path and query
     */
    public static Call of(String method, String target, Map<String, String> headers, byte[] body) {
        int mark = target.indexOf('?');
        var lower = new HashMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new Call(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                name -> Optional.ofNullable(lower.get(name.toLowerCase(Locale.ROOT))),
                new ByteArrayInputStream(body));
    }

    Call with(Map<String, String> pathParameters) {
        return new Call(method, path, query, headers, body, new LinkedHashMap<>(pathParameters));
    }

    public String method() {
        return method;
    }

    /** Percent-encoded. */
    public String path() {
        return path;
    }

    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /**
     * A part of the path, decoded.
     *
     * @throws IllegalArgumentException if the route has no such part
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no part called " + name);
        }
        return value;
    }

    /** A field of the query, decoded. */
    public Optional<String> query(String name) {
        if (parsedQuery.isEmpty()) {
            parsedQuery = Optional.of(Form.parse(query));
        }
        return parsedQuery.get().first(name);
    }

    /**
     * A number of the query, brought into the range.
     *
     * @throws ProblemException 400 if it is no number
     */
    public int query(String name, int otherwise, int min, int max) {
        Optional<String> given = query(name).filter(value -> !value.isBlank());
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            return Math.clamp(Long.parseLong(given.get().strip()), min, max);
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest(
                    Speaking.messages().text("error.notWholeNumber", "name", name));
        }
    }

    /** What the caller sends, for those who bound it themselves. */
    public InputStream stream() {
        return body;
    }

    /**
     * The whole body.
     *
     * @throws ProblemException 413 if it has more than {@code bytesMax}
     */
    public byte[] body(int bytesMax) throws IOException {
        Optional<String> announced = header("Content-Length");
        if (announced.isPresent() && announced.get().length() > 18) {
            throw ProblemException.tooLarge(bytesMax);
        }
        byte[] read = body.readNBytes(bytesMax + 1);
        if (read.length > bytesMax) {
            throw ProblemException.tooLarge(bytesMax);
        }
        return read;
    }

    /**
     * The whole body as text.
     *
     * @throws ProblemException 413 if it is too large, 400 if it is no UTF-8
     */
    public String text(int bytesMax) throws IOException {
        return Utf8.decode(body(bytesMax));
    }

    /** The body as a form. */
    public Form form(int bytesMax) throws IOException {
        return Form.parse(text(bytesMax));
    }
}
