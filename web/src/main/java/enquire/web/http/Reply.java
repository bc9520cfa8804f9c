package enquire.web.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer. Immutable.
 *
 * @param status of HTTP
 * @param headers in the order in which they are sent
 */
public record Reply(int status, List<Header> headers, Body body) {

    /** One header field. */
    public record Header(String name, String value) {}

    public static Reply of(int status) {
        return new Reply(status, List.of(), Body.NONE);
    }

    /**
     * @param type the media type, with its charset
     */
    public static Reply of(int status, String type, byte[] content) {
        return new Reply(
                status, List.of(new Header("Content-Type", type)), new Body.Bytes(content));
    }

    public static Reply text(int status, String type, String content) {
        return of(status, type, content.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply html(int status, String html) {
        return text(status, "text/html; charset=utf-8", html);
    }

    public static Reply html(String html) {
        return html(200, html);
    }

    /** For now only: the next time may lead elsewhere. */
    public static Reply redirect(String location) {
        return of(302).with("Location", location);
    }

    /** After a form was sent: look there, with GET. */
    public static Reply seeOther(String location) {
        return of(303).with("Location", location);
    }

    public Reply with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Reply(status, List.copyOf(more), body);
    }

    public Optional<String> header(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /** The body as text, for a body of bytes. */
    public String bodyText() {
        return body instanceof Body.Bytes bytes
                ? new String(bytes.content(), StandardCharsets.UTF_8)
                : "";
    }

    /** The tag of what is sent, and 304 in its place if the caller has that already. */
    public Reply tagged(Call call, String tag) {
        String quoted = "\"" + tag + "\"";
        boolean known =
                call.header("If-None-Match")
                        .filter(given -> given.equals("*") || given.contains(quoted))
                        .isPresent();
        if (known && (call.method().equals("GET") || call.method().equals("HEAD"))) {
            Reply unchanged = new Reply(304, headers, Body.NONE);
            return unchanged.with("ETag", quoted);
        }
        return with("ETag", quoted);
    }
}
