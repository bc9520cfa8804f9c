package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import enquire.web.http.ApiToken;
import enquire.web.http.Guard;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.http.WebServer;
import enquire.web.screens.HostileScreens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every text field of every screen, also of those that take other people's words only now and then:
 * names of peers, inviting and joining, renaming and deleting, changes and their summaries, edits
 * that were left out. The documents stand one after the other in one view, under the policy.
 */
class HostileScreensBrowserTest {

    private static final List<String> PAYLOADS = HostilePayloads.tried();

    /** Enough to make a few views, few enough for the browser to show one at once. (Guess.) */
    private static final int PER_VIEW = 55;

    /** They are tried where they run; here they would be asked for a thousand times. */
    private static final Pattern ASSETS =
            Pattern.compile(
                    "<(?:script|link)\\b[^>]* (?:src|href)=\"/-/assets/[^>]*>(?:</script>)?");

    private static final String NOT_SHOWN =
            "payloads => { const text = document.body.textContent;"
                    + " return payloads.filter(payload => !text.includes(payload)) }";

    @Test
    void everyTextFieldOfEveryScreenShowsWhatItHoldsAndRunsNothing(@TempDir Path data) {
        Map<String, String> views = new ConcurrentHashMap<>();
        try (var server = server(data, views)) {
            String origin = "http://127.0.0.1:" + server.port();
            try (var watch = new ExecutionWatch(Chromium.shared().profile(), origin)) {
                int documents = 0;
                int shown = 0;
                for (int from = 0; from < PAYLOADS.size(); from += PER_VIEW) {
                    List<String> batch =
                            PAYLOADS.subList(from, Math.min(PAYLOADS.size(), from + PER_VIEW));
                    List<String> screens = HostileScreens.rendered(String.join(" ", batch));
                    documents += screens.size();
                    shown++;
                    String path = "/view" + from;
                    views.put(path, ASSETS.matcher(String.join("\n", screens)).replaceAll(""));
                    Page page = watch.look(origin + path);
                    assertEquals(List.of(), page.evaluate(NOT_SHOWN, batch), "not shown as text");
                }
                watch.exceptTheEditorsOwn();
                assertTrue(documents > 20 * shown, "only " + documents + " documents");
                watch.assertNothingRan("fields of screens", PAYLOADS.size());
            }
        }
    }

    private static WebServer server(Path data, Map<String, String> views) {
        ApiToken token = ApiToken.of(data);
        return WebServer.start(
                "127.0.0.1",
                0,
                port -> new Guard(token, port),
                call ->
                        views.containsKey(call.path())
                                ? Reply.html(views.get(call.path()))
                                : Reply.text(404, "text/plain", ""),
                call -> {
                    throw ProblemException.notFound("no sockets here");
                });
    }
}
