package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of another site, here on another port of the same computer, tries all a page can. */
class HostileSiteBrowserTest {

    private static final String SECRET = "The key hangs behind the boiler.";

    private static final int TRIED = 31;

    /**
     * Each try answers with what it got; “nothing” is what each should say. Most would say so
     * without the node's guard, for a browser keeps answers of other origins from scripts. So each
     * bears its name in its address, and what counts is what the node answered to it.
     */
    private static final String TRIES =
            """
            async ({ node, wiki, picture }) => {
              const page = `${node}/${wiki}/Secret`;
              const api = `${node}/-/api/v1/wikis/${wiki}/pages/`;
              const edit = `${node}/${wiki}/-/edit/Forged`;
              const form = () => new URLSearchParams({ title: 'Forged', text: 'forged', version: '' });
              const got = {};
              const named = (name, address) => `${address}?try=${name}`;
              const read = async (name, address, options) => {
                try {
                  const answer = await fetch(named(name, address), options);
                  const text = await answer.text();
                  got[name] = answer.type === 'opaque' && text === '' ? 'nothing' : 'read ' + text;
                } catch (refused) { got[name] = 'nothing'; }
              };
              const include = (name, element, address) => new Promise(done => {
                const made = document.createElement(element);
                made.addEventListener('load', () => { got[name] = 'loaded'; done(); });
                made.addEventListener('error', () => { got[name] = 'nothing'; done(); });
                const field = element === 'object' ? 'data' : element === 'link' ? 'href' : 'src';
                made[field] = named(name, address);
                if (element === 'link') made.rel = 'stylesheet';
                document.body.append(made);
              });
              const first = (name, made, good) => new Promise(done => {
                made.addEventListener(good, () => { got[name] = 'opened'; done(); });
                made.addEventListener('error', () => { got[name] = 'nothing'; done(); });
              });
              for (const mode of ['cors', 'no-cors']) {
                for (const credentials of ['omit', 'include']) {
                  const of = `_${mode.replace('-', '')}_${credentials}`;
                  const post = { mode, credentials, method: 'POST' };
                  await read('page' + of, page, { mode, credentials });
                  await read('api' + of, api + 'Secret', { mode, credentials });
                  await read('write' + of, edit, { ...post, body: form() });
                  await read('start' + of, `${node}/-/start`,
                    { ...post, body: new URLSearchParams({ wiki: 'Forged', person: 'Eve' }) });
                  await read('join' + of, `${node}/-/api/v1/join`, { ...post, body: '{"invite":"x"}' });
                }
              }
              for (const method of ['PUT', 'DELETE', 'PATCH']) {
                await read(method, api + 'Secret', { method, body: 'forged',
                  headers: { 'Content-Type': 'text/markdown' } });
              }
              await read('token', api + 'Secret', { headers: { Authorization: 'Bearer x' } });
              await include('img', 'img', picture);
              await include('script', 'script', api + 'Secret');
              await include('style', 'link', page);
              await include('object', 'object', page);
              const live = named('websocket', node.replace('http', 'ws') + `/${wiki}/-/live`);
              await first('websocket', new WebSocket(live), 'open');
              const events = named('eventsource', `${node}/${wiki}/-/events`);
              await first('eventsource', new EventSource(events), 'open');
              got.beacon = navigator.sendBeacon(named('beacon', edit), form()) ? 'nothing' : 'not sent';
              return got;
            }
            """;

    private static final String FRAME =
            """
            ([element, address]) => {
              const made = document.createElement(element);
              made[element === 'object' ? 'data' : 'src'] = address;
              document.body.append(made);
            }
            """;

    private final Chromium chromium = Chromium.shared();
    private RunningNode node;
    private HttpServer site;
    private BrowserContext browser;
    private Complaints complaints;
    private Page page;
    private String wiki;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        node = RunningNode.start(data, "Alice");
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Secret", SECRET + "\n");
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext(
                "/",
                exchange -> {
                    byte[] body =
                            "<!doctype html><title>Prizes</title><body>You won!"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        site.start();
        browser = chromium.profile();
        // The other site's own complaints, that it got nothing, are right.
        complaints =
                new Complaints(
                        browser,
                        message ->
                                Complaints.ofNetwork(message)
                                        || !message.location().startsWith(node.origin() + "/"));
        // Somebody who uses the node: whatever it keeps in this profile is there.
        browser.newPage().navigate(secretPage());
        page = browser.newPage();
        page.navigate("http://127.0.0.1:" + site.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        browser.close();
        site.stop(0);
        node.close();
    }

    @Test
    void nothingIsReadOrWrittenByScriptsOrIncludedFiles() throws Exception {
        String picture = node.url(node.attach(wiki, "Secret", "tide.png", "bytes"));
        var answers = new NetworkAnswers(page);
        var got =
                (Map<?, ?>)
                        page.evaluate(
                                TRIES,
                                Map.of("node", node.origin(), "wiki", wiki, "picture", picture));
        assertEquals(TRIED, got.size(), () -> "a try was not made: " + got);
        // Nobody tells a script what became of a beacon.
        page.waitForCondition(() -> answers.byName().containsKey("beacon"));
        var refused = new TreeMap<String, Set<Integer>>();
        got.keySet().forEach(name -> refused.put(name.toString(), Set.of(403)));
        assertEquals(refused, answers.byName());
        got.forEach((name, what) -> assertEquals("nothing", what, name.toString()));
        System.out.printf("hostile site: %d tries, each answered with 403%n", got.size());
        nothingChanged();
    }

    @Test
    void noFrameShowsTheNode() throws Exception {
        List<Integer> answers = new ArrayList<>();
        for (String element : List.of("iframe", "embed", "object")) {
            Response answer =
                    page.waitForResponse(
                            url -> url.url().startsWith(node.origin()),
                            () -> page.evaluate(FRAME, List.of(element, secretPage())));
            answers.add(answer.status());
        }
        assertEquals(List.of(403, 403, 403), answers);
        nothingChanged();
    }

    @Test
    void aFormOfTheOtherSiteIsRefused() throws Exception {
        for (String type :
                List.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")) {
            page.navigate("http://127.0.0.1:" + site.getAddress().getPort() + "/");
            page.evaluate(
                    """
                    ([type, address]) => {
                      const form = document.createElement('form');
                      form.method = 'post';
                      form.enctype = type;
                      form.action = address;
                      for (const [name, value] of [['title', 'Forged'], ['text', 'forged'], ['version', '']]) {
                        const field = document.createElement('input');
                        field.name = name;
                        field.value = value;
                        form.append(field);
                      }
                      document.body.append(form);
                      form.submit();
                    }
                    """,
                    List.of(type, node.url("/" + wiki + "/-/edit/Forged")));
            page.getByText("Another site asked for this.").first().waitFor();
        }
        nothingChanged();
    }

    @Test
    void aWindowThatItOpensGivesItNoHold() throws Exception {
        Page opened =
                page.waitForPopup(() ->
                        page.evaluate(
                                "address => { window.opened = window.open(address) }",
                                secretPage()));
        opened.locator("main article").waitFor();
        assertEquals(
                true,
                page.evaluate(
                        "() => { try { return opened.closed || !opened.document }"
                                + " catch (refused) { return true } }"));
        assertEquals(null, opened.evaluate("() => window.opener"));
        nothingChanged();
    }

    private void nothingChanged() throws Exception {
        assertEquals(SECRET + "\n", node.text(wiki, "Secret"));
        assertFalse(node.has(wiki, "Forged"));
        page.navigate(node.url("/"));
        assertFalse(page.content().contains("Forged"));
        assertEquals(List.of(), complaints.heard());
    }

    private String secretPage() {
        return node.url("/" + wiki + "/Secret");
    }
}
