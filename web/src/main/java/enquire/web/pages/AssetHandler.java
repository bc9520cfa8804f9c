package enquire.web.pages;

import enquire.editor.page.Bytes;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.http.SecurityHeaders;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * {@code GET /-/assets/{name}}: scripts, styles, fonts. Their names carry a hash of their content,
 * so browsers keep them for ever.
 */
final class AssetHandler implements Handler {

    private static final Pattern NAME =
            Pattern.compile("(?:chunks/)?[A-Za-z0-9._-]{1,120}\\.([a-z0-9]{2,11})");

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"));

    /** Names that stay the same when their content changes. */
    private static final Set<String> NOT_FOR_EVER =
            Set.of("assets.json", ServiceWorkerHandler.FILE);

    private static final String SCRIPT_START = "<script>";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /**
     * Diagrams are drawn in a frame of their own, which runs the script that stands in it and asks
     * for nothing. To be filled with that script's hash.
     */
    private static final String DIAGRAM_POLICY =
            "default-src 'none'; script-src 'sha256-%s'; style-src 'unsafe-inline'; sandbox"
                    + " allow-scripts; frame-ancestors 'self'";

    /** As many as the build makes: each is read once. */
    private final Map<String, Reply> read = new ConcurrentHashMap<>();

    @Override
    public Reply handle(Call call) throws IOException {
        String name = call.parameter("name");
        Reply known = read.get(name);
        if (known == null) {
            known =
                    read(name)
                            .orElseThrow(() ->
                                    ProblemException.notFound(
                                            Speaking.messages().text("error.noAsset")));
            read.put(name, known);
        }
        return known;
    }

    private static Optional<Reply> read(String name) throws IOException {
        var matcher = NAME.matcher(name);
        String type = matcher.matches() ? TYPES.get(matcher.group(1)) : null;
        if (type == null || NOT_FOR_EVER.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = AssetHandler.class.getResourceAsStream("/assets/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] content = in.readAllBytes();
            var body = new Body.Bytes(content);
            Reply reply =
                    new Reply(200, Reply.of(200).with("Content-Type", type).headers(), body)
                            .with("Cache-Control", FOR_EVER);
            boolean diagram = name.endsWith(".html");
            return Optional.of(
                    diagram ? SecurityHeaders.withPolicy(reply, diagramPolicy(content)) : reply);
        }
    }

    private static String diagramPolicy(byte[] frame) {
        String html = new String(frame, StandardCharsets.UTF_8);
        int start = html.indexOf(SCRIPT_START) + SCRIPT_START.length();
        String script = html.substring(start, html.lastIndexOf("</script>"));
        byte[] hash = Bytes.of(script.getBytes(StandardCharsets.UTF_8)).sha256().toArray();
        return DIAGRAM_POLICY.formatted(Base64.getEncoder().encodeToString(hash));
    }
}
