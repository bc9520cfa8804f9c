package enquire.web.browser;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was really answered to the requests of a page, as the browser's network heard it: also where
 * no script may know, as of another origin, and where none waits, as of a beacon. Requests bear a
 * name in their query. One thread.
 */
final class NetworkAnswers {

    private static final Pattern NAME = Pattern.compile("[?&]try=(\\w+)");

    private static final Pattern NO_SOCKET = Pattern.compile("Unexpected response code: (\\d+)");

    /** By the browser's number of the request. Its two notes come in either order. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, Integer> statuses = new HashMap<>();

    NetworkAnswers(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.on(
                "Network.requestWillBeSent",
                event ->
                        sent(
                                event.get("requestId").getAsString(),
                                event.getAsJsonObject("request").get("url").getAsString()));
        session.on(
                "Network.responseReceivedExtraInfo",
                event ->
                        statuses.put(
                                event.get("requestId").getAsString(),
                                event.get("statusCode").getAsInt()));
        session.on(
                "Network.webSocketCreated",
                event ->
                        sent(event.get("requestId").getAsString(), event.get("url").getAsString()));
        session.on(
                "Network.webSocketHandshakeResponseReceived",
                event ->
                        statuses.put(
                                event.get("requestId").getAsString(),
                                event.getAsJsonObject("response").get("status").getAsInt()));
        session.on(
                "Network.webSocketFrameError",
                event -> {
                    Matcher refused = NO_SOCKET.matcher(event.get("errorMessage").getAsString());
                    if (refused.find()) {
                        statuses.put(
                                event.get("requestId").getAsString(),
                                Integer.parseInt(refused.group(1)));
                    }
                });
        session.send("Network.enable");
    }

    private void sent(String request, String url) {
        Matcher name = NAME.matcher(url);
        if (name.find()) {
            names.put(request, name.group(1));
        }
    }

    /** By name: a request that asks for leave first has two answers, if it gets the leave. */
    Map<String, Set<Integer>> byName() {
        var answers = new TreeMap<String, Set<Integer>>();
        statuses.forEach((request, status) -> {
            String name = names.get(request);
            if (name != null) {
                answers.computeIfAbsent(name, first -> new TreeSet<>()).add(status);
            }
        });
        return answers;
    }
}
