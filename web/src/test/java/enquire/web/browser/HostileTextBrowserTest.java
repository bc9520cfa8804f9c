package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Over a thousand texts that try to become script, in every place where a node shows text. */
class HostileTextBrowserTest extends WatchedNode {

    private static final List<String> PAYLOADS = HostilePayloads.tried();

    /** Of a title, less than its limit of 255, because a sign may be added. */
    private static final int TITLE_CHARS_MAX = 240;

    /** Many make a page slow to show, few make many views. (Guess.) */
    private static final int PER_PAGE = 20;

    private static final String FEED_TITLES =
            """
            () => {
              const feed = new DOMParser().parseFromString(document.body.textContent, 'application/xml');
              return [...feed.querySelectorAll('feed > entry > title')].map(title => title.textContent);
            }
            """;

    @Test
    void pagesWithHostileTitlesTextsAndFrontMatterRunNothing() throws Exception {
        String wiki = node.createWiki("Harbour");
        Set<String> reached = new LinkedHashSet<>();
        for (int from = 0; from < PAYLOADS.size(); from += PER_PAGE) {
            List<String> batch = PAYLOADS.subList(from, Math.min(PAYLOADS.size(), from + PER_PAGE));
            List<List<String>> titles = HostilePayloads.packed(batch, TITLE_CHARS_MAX);
            for (List<String> others : titles.subList(1, titles.size())) {
                node.write(wiki, HostilePages.title(String.join(" ", others)), "words\n");
            }
            String title = HostilePages.title(String.join(" ", titles.getFirst()));
            node.write(wiki, title, HostilePages.text(batch, from));
            assertFeedShows(wiki, titles);
            String text = read(watch.look(node.url("/" + wiki + "/" + RunningNode.encoded(title))));
            for (int i = 0; i < batch.size(); i++) {
                if (text.contains(HostilePages.mark(from + i))) {
                    reached.add(batch.get(i));
                }
            }
        }
        int number = PAYLOADS.size();
        for (String swallowed : PAYLOADS.stream().filter(p -> !reached.contains(p)).toList()) {
            // By what stood before it in the text: alone it comes through.
            node.write(wiki, "Alone " + number, HostilePages.text(List.of(swallowed), number));
            String text = read(watch.look(node.url("/" + wiki + "/Alone_" + number)));
            assertTrue(text.contains(HostilePages.mark(number++)), swallowed);
        }
        for (String list :
                List.of("pages", "changes", "wanted", "orphans", "tags", "search?q=words")) {
            watch.look(node.url("/" + wiki + "/-/" + list));
        }
        watch.assertNothingRan("titles, texts, front matter", PAYLOADS.size());
    }

    /** Chromium shows a feed's source; a feed reader reads it, so that is done as well. */
    private void assertFeedShows(String wiki, List<List<String>> titles) {
        Page feed = watch.look(node.url("/" + wiki + "/-/changes.atom"));
        // A text that is no HTML stands in this element of the browser's own.
        watch.executions()
                .remove(
                        "armed pre style=word-wrap: break-word; white-space: pre-wrap; at "
                                + feed.url());
        var shown = (List<?>) feed.evaluate(FEED_TITLES);
        for (List<String> pack : titles) {
            // Of a title's spaces in a row one is kept.
            String title =
                    HostilePages.title(String.join(" ", pack)).strip().replaceAll("\\s+", " ");
            assertTrue(shown.contains(title), () -> title + " is not among " + shown);
        }
    }

    @Test
    void hostileQueriesRunNothing() throws Exception {
        String wiki = node.createWiki("Queries");
        for (List<String> pack : HostilePayloads.packed(PAYLOADS, 900)) {
            String query = String.join(" ", pack);
            Page search =
                    watch.look(node.url("/" + wiki + "/-/search?q=" + RunningNode.encoded(query)));
            assertEquals(query, search.locator("main input[name=q]").inputValue());
            assertEquals(query, search.locator("main .lead bdi").textContent());
        }
        watch.assertNothingRan("queries", PAYLOADS.size());
    }

    /** Without this the tests above would prove nothing. */
    @Test
    void theSamePayloadsRunOnAServerThatTrustsThem() throws Exception {
        List<String> all = HostilePayloads.all();
        assertTrue(all.size() >= 1_000, "too few payloads");
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath().substring(1);
                    boolean shown = path.matches("\\d+");
                    byte[] body =
                            (shown ? "<body>" + all.get(Integer.parseInt(path)) : "")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(
                            shown ? 200 : 204, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try (var naive =
                new ExecutionWatch(
                        Chromium.shared().profile(),
                        "http://127.0.0.1:" + server.getAddress().getPort())) {
            int caught = 0;
            // The first place of all: every vector in two writings.
            int tried = 88;
            for (int i = 0; i < tried; i++) {
                int before = naive.executions().size();
                naive.look("http://127.0.0.1:" + server.getAddress().getPort() + "/" + i);
                caught += naive.executions().size() > before ? 1 : 0;
            }
            System.out.printf(
                    "control without sanitiser and policy: %d of %d caught%n", caught, tried);
            assertTrue(caught > tried / 2, () -> "only these: " + naive.executions());
            for (String kind : List.of("canary", "dialog", "title", "request", "armed")) {
                assertTrue(
                        naive.executions().stream().anyMatch(found -> found.startsWith(kind)),
                        () -> kind + " is not noticed: " + naive.executions());
            }
            int complaints = naive.complaints().size();
            naive.page()
                    .evaluate(
                            "() => { console.error('no'); setTimeout(() => { throw Error('no') }) }");
            naive.page().waitForCondition(() -> naive.complaints().size() == complaints + 2);
        } finally {
            server.stop(0);
        }
    }

    private static String read(Page page) {
        return page.locator("main article [data-text]").first().textContent();
    }
}
