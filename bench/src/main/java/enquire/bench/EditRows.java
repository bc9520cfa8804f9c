package enquire.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The edit screen in the system's Chromium: how soon it takes keys, and what a key costs the
 * browser's main thread (issue of the wiki people want to live in: 400 ms, and 16 ms in 100 kB).
 */
final class EditRows {

    private static final int OPENINGS = 20;
    private static final int WARM = 3;

    /** Keys in a row, and how often: between two rows the preview and the draft have their turn. */
    private static final int KEYS_IN_A_ROW = 10;

    private static final int ROWS_OF_KEYS = 20;

    /** As fast as somebody types who types fast: 10 keys a second. */
    private static final int KEY_MILLIS = 100;

    /** Longer than the preview waits for the next key. */
    private static final int PAUSE_MILLIS = 600;

    private static final int LONG_PAGE_CHARS = 100_000;
    private static final int SHORT_PAGE_CHARS = 4_000;
    private static final long SEED = 20_261_129;
    private static final double NANOS_OF_SECOND = 1e9;
    private static final double NANOS_OF_MILLI = 1e6;

    /** Notes when the text takes keys, and from each key to the frame that shows it. */
    private static final String WATCH =
            """
            window.drawn = [];
            new MutationObserver((_changes, observer) => {
              if (!document.querySelector('.cm-content[contenteditable=true]')) return;
              window.readyAt = performance.now();
              observer.disconnect();
            }).observe(document, {subtree: true, childList: true, attributeFilter: ['contenteditable']});
            window.addEventListener('keydown', () => {
              const pressed = performance.now();
              requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => window.drawn.push(performance.now() - pressed);
                channel.port2.postMessage(null);
              });
            }, true);
            """;

    /** What one types into, here or in the editor that is a bare text field. */
    private static final String TEXT = ".cm-content[contenteditable=true], textarea";

    private static final String A_FRAME =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private final Report report;
    private final Path home;
    private final Path work;

    EditRows(Report report, Path home, Path work) {
        this.report = report;
        this.home = home;
        this.work = work;
    }

    void print() throws Exception {
        try (var node = NodeProcess.start(home, work.resolve("edit"), "Alice");
                var playwright = Playwright.create();
                Browser browser = playwright.chromium().launch(options())) {
            node.post("wikis", "{\"name\": \"Bench\"}");
            String wiki = "wikis/" + Rows.firstWiki(node) + "/pages/";
            node.put(wiki + "Short", text(SHORT_PAGE_CHARS));
            node.put(wiki + "Long", text(LONG_PAGE_CHARS));
            String edit = node.address() + Rows.firstWiki(node) + "/-/edit/";
            report.row(
                    "edit",
                    "an empty page shown, from navigation to its first frame",
                    bare(browser, node));
            opening(browser, edit + "Short", SHORT_PAGE_CHARS);
            opening(browser, edit + "Long", LONG_PAGE_CHARS);
            typing(browser, edit + "Long?plain=1", LONG_PAGE_CHARS, "bare text field");
            for (String layout : List.of("write", "split")) {
                typing(browser, edit + "Long", LONG_PAGE_CHARS, layout);
            }
            typing(browser, edit + "Short", SHORT_PAGE_CHARS, "split");
        }
    }

    /** What this browser needs at this moment to show next to nothing. */
    private static String bare(Browser browser, NodeProcess node) {
        var nanos = new long[OPENINGS];
        try (BrowserContext profile = browser.newContext()) {
            Page page = profile.newPage();
            for (int i = -WARM; i < OPENINGS; i++) {
                page.navigate(node.address() + "-/health");
                Object millis =
                        page.evaluate(
                                "() => new Promise(done => requestAnimationFrame(() => done(performance.now())))");
                if (i >= 0) {
                    nanos[i] = nanos(millis);
                }
            }
        }
        return new Percentiles(nanos).p50AndP99();
    }

    private void opening(Browser browser, String url, int chars) {
        for (boolean firstVisit : new boolean[] {false, true}) {
            var nanos = new long[OPENINGS];
            BrowserContext profile = profile(browser);
            for (int i = -WARM; i < OPENINGS; i++) {
                if (firstVisit) {
                    profile.close();
                    profile = profile(browser);
                }
                try (Page page = profile.newPage()) {
                    page.navigate(url);
                    Object millis = page.waitForFunction("() => window.readyAt").jsonValue();
                    if (i >= 0) {
                        nanos[i] = nanos(millis);
                    }
                }
            }
            profile.close();
            report.row(
                    "edit",
                    "edit screen of %,d characters takes keys, %s"
                            .formatted(chars, firstVisit ? "nothing cached" : "visited before"),
                    new Percentiles(nanos).p50AndP99());
        }
    }

    private void typing(Browser browser, String url, int chars, String layout) {
        try (BrowserContext profile = profile(browser);
                Page page = profile.newPage()) {
            page.addInitScript("localStorage.setItem('layout', '" + layout + "')");
            page.navigate(url);
            page.locator(TEXT).click();
            CDPSession session = profile.newCDPSession(page);
            session.send("Performance.enable");
            var busy = new long[KEYS_IN_A_ROW * ROWS_OF_KEYS];
            report.row(
                    "edit", "asking for a frame without a key, " + layout, frames(page, session));
            var random = new Random(SEED);
            type(page, session, random, new long[KEYS_IN_A_ROW]);
            page.evaluate("() => { window.drawn = [] }");
            for (int row = 0; row < ROWS_OF_KEYS; row++) {
                var some = new long[KEYS_IN_A_ROW];
                type(page, session, random, some);
                System.arraycopy(some, 0, busy, row * KEYS_IN_A_ROW, KEYS_IN_A_ROW);
            }
            var drawn = (List<?>) page.evaluate("() => window.drawn");
            report.row(
                    "edit",
                    "key in a page of %,d characters, %s".formatted(chars, layout),
                    "processor time of the page's main thread %s, p95 %s; to the frame that shows it %s"
                            .formatted(
                                    new Percentiles(busy).p50AndP99(),
                                    Percentiles.format(new Percentiles(busy).millis(95)),
                                    new Percentiles(
                                                    drawn.stream()
                                                            .mapToLong(EditRows::nanos)
                                                            .toArray())
                                            .p50AndP99()));
        }
    }

    /** What measuring itself costs. */
    private static String frames(Page page, CDPSession session) {
        var nanos = new long[OPENINGS];
        for (int i = 0; i < nanos.length; i++) {
            double before = busySeconds(session);
            page.evaluate(A_FRAME);
            nanos[i] = (long) ((busySeconds(session) - before) * NANOS_OF_SECOND);
        }
        return new Percentiles(nanos).p50AndP99();
    }

    /** Keys with a little time between them, each with what it cost, then a pause. */
    private static void type(Page page, CDPSession session, Random random, long[] busyNanos) {
        for (int i = 0; i < busyNanos.length; i++) {
            double before = busySeconds(session);
            page.keyboard()
                    .press(
                            i % 5 == 4
                                    ? "Space"
                                    : String.valueOf((char) ('a' + random.nextInt(26))));
            page.evaluate(A_FRAME);
            busyNanos[i] = (long) ((busySeconds(session) - before) * NANOS_OF_SECOND);
            page.waitForTimeout(KEY_MILLIS);
        }
        page.waitForTimeout(PAUSE_MILLIS);
    }

    /**
     * Seconds of processor that the page's main thread has used so far: script, style, layout,
     * painting. What other programs take meanwhile is not in it.
     */
    private static double busySeconds(CDPSession session) {
        JsonObject answer = session.send("Performance.getMetrics");
        for (JsonElement metric : answer.getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals("ThreadTime")) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("this browser does not say how busy it was");
    }

    private static BrowserContext profile(Browser browser) {
        BrowserContext profile =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
        profile.addInitScript(WATCH);
        return profile;
    }

    private static long nanos(Object millis) {
        return (long) (((Number) millis).doubleValue() * NANOS_OF_MILLI);
    }

    /** Prose with headings, links and lists, as pages have. */
    private static String text(int chars) {
        var text = new StringBuilder();
        for (int i = 1; text.length() < chars; i++) {
            text.append("## Section ").append(i).append("\n\n");
            text.append(
                    "The slipway carries boats up to **11 tonnes** between the basin and the hard. ");
            text.append("See [[Tide tables]] and [the yard](https://example.org/yard).\n\n");
            text.append(
                    "- Clear weed and loose cobble from the toe\n- [ ] Ask `the yard` for a quote\n\n");
            text.append(
                    "The lower 14 metres are cracked where the sleepers rest on the old cobble bed.\n\n");
        }
        return text.substring(0, chars);
    }

    private static BrowserType.LaunchOptions options() throws IOException {
        try (Stream<Path> places =
                Stream.of(
                                "/usr/bin/chromium-headless-shell",
                                "/usr/bin/chromium",
                                "/usr/bin/chromium-browser",
                                "/usr/bin/google-chrome")
                        .map(Path::of)) {
            Path executable =
                    places.filter(Files::isExecutable)
                            .findFirst()
                            .orElseThrow(() -> new IOException("this row needs Chromium"));
            return new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run"));
        }
    }
}
