package enquire.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The system's Chromium, without a screen and without a word to anybody but the nodes under test.
 * Starting it takes seconds, so the tests of one JVM share one; each person in it has a profile of
 * their own, and it ends with the JVM. One thread.
 */
final class Chromium implements AutoCloseable {

    /** Where {@code ./check} found it; it looks along the whole PATH. */
    private static final String FOUND = "ENQUIRE_CHROMIUM";

    /** Where distributions and macOS put it: for a test that is started without {@code ./check}. */
    private static final List<Path> PLACES =
            List.of(
                    Path.of("/usr/bin/chromium-headless-shell"),
                    Path.of("/usr/bin/chromium"),
                    Path.of("/usr/bin/chromium-browser"),
                    Path.of("/usr/bin/google-chrome"),
                    Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    /** Generous: a shared machine may stand still for seconds. */
    static final double PATIENCE_MILLIS = 60_000;

    private static final class Shared {
        static final Chromium CHROMIUM = new Chromium();
    }

    private final Playwright playwright;
    private final Browser browser;

    static Chromium shared() {
        return Shared.CHROMIUM;
    }

    Chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable())
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        // The map is drawn by WebGL, here in
                                                        // software.
                                                        "--enable-unsafe-swiftshader",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    private static Path executable() {
        return Optional.ofNullable(System.getenv(FOUND))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .or(() -> PLACES.stream().filter(Files::isExecutable).findFirst())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "The browser tests need Chromium. Install it (package chromium) or"
                                        + " say where it is with the environment variable "
                                        + FOUND
                                        + "."));
    }

    /** A browser profile of its own: storage, cookies, tabs. */
    Person person(int width, int height, ColorScheme colours) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(colours));
        return new Person(patient(context));
    }

    /**
     * One whose pages are what a test routes to them: the worker of a screen that was visited
     * before answers no request.
     */
    Person personWithoutServiceWorker(int width, int height, ColorScheme colours) {
        return new Person(
                patient(
                        browser.newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, height)
                                        .setColorScheme(colours)
                                        .setServiceWorkers(ServiceWorkerPolicy.BLOCK))));
    }

    Person personWithoutServiceWorker() {
        return personWithoutServiceWorker(1280, 800, ColorScheme.LIGHT);
    }

    /**
     * Somebody whose browser asks for a language.
     *
     * @param locale {@code de-DE}
     */
    Person person(String locale) {
        return new Person(
                patient(browser.newContext(new Browser.NewContextOptions().setLocale(locale))));
    }

    /** Somebody whose browser runs no scripts. */
    Person personWithoutScript() {
        return new Person(
                patient(
                        browser.newContext(
                                new Browser.NewContextOptions().setJavaScriptEnabled(false))));
    }

    /** A profile that nobody listens to yet. */
    BrowserContext profile() {
        return patient(browser.newContext());
    }

    private static BrowserContext patient(BrowserContext context) {
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.setDefaultNavigationTimeout(PATIENCE_MILLIS);
        return context;
    }

    Person person() {
        return person(1280, 800, ColorScheme.LIGHT);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
