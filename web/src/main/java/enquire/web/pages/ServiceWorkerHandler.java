package enquire.web.pages;

import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.Reply;
import java.io.IOException;
import java.io.InputStream;

/**
 * {@code GET /-/service-worker.js}: what lets a browser show its copies while the node is away. Its
 * name stays the same, so that a browser finds the next one at each visit (Service Workers, section
 * 3.2.7), and it serves all addresses of the node.
 */
final class ServiceWorkerHandler implements Handler {

    static final String FILE = "service-worker.js";

    @Override
    public Reply handle(Call call) throws IOException {
        try (InputStream in = ServiceWorkerHandler.class.getResourceAsStream("/assets/" + FILE)) {
            if (in == null) {
                throw new IllegalStateException(
                        FILE + " is not on the class path: the npm build has not run");
            }
            var body = new Body.Bytes(in.readAllBytes());
            return new Reply(200, Reply.of(200).headers(), body)
                    .with("Content-Type", "text/javascript; charset=utf-8")
                    .with("Cache-Control", "no-cache")
                    .with("Service-Worker-Allowed", "/");
        }
    }
}
