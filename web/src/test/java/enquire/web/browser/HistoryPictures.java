package enquire.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;

/** Pictures of the history of a page that Alice and Bob wrote. */
final class HistoryPictures {

    private static final int DESKTOP = 1280;
    private static final int PHONE = 390;
    private static final int HEIGHT = 800;

    private static final String ALICES =
            """
            The slipway carries boats up to 8 tonnes, by the plate of the winch.

            ## Order of work

            1. Clear the weed from the rails.
            2. Cut the rotten sleepers.
            3. Set the new ones, **oak**, at low water.

            ## Who to ask

            The yard knows the winch. For a lift ask the office first.
            """;

    private static final String BOBS =
            ALICES.replace("8 tonnes", "9 tonnes")
                    .replace("1. Clear the weed from the rails.\n", "")
                    .replace("at low water", "at low water of springs")
                    .replace("The yard knows", "The yard at Whitby knows");

    private final String history;
    private final Chromium chromium;
    private final Path folder;

    private HistoryPictures(String history, Chromium chromium, Path folder) {
        this.history = history;
        this.chromium = chromium;
        this.folder = folder;
    }

    /** On a page of its own of a wiki that Bob has joined. */
    static void make(
            RunningNode alice, RunningNode bob, String wiki, Chromium chromium, Path folder)
            throws IOException, InterruptedException {
        alice.write(wiki, "Slipway plate", ALICES);
        bob.awaitAnswer("wikis/" + wiki + "/pages", "Slipway plate");
        bob.awaitText(wiki, "Slipway plate", ALICES);
        bob.write(wiki, "Slipway plate", BOBS);
        alice.awaitText(wiki, "Slipway plate", BOBS);
        String history = alice.url("/" + wiki + "/-/history/Slipway_plate");
        var pictures = new HistoryPictures(history, chromium, folder);
        pictures.name("Before the December springs");
        pictures.take(DESKTOP, ColorScheme.LIGHT, "", "history.png");
        pictures.take(PHONE, ColorScheme.LIGHT, "", "history-phone.png");
        pictures.take(DESKTOP, ColorScheme.DARK, "?view=writers", "writers-dark.png");
    }

    private void name(String name) {
        try (var person = chromium.person()) {
            Page page = person.tab(history);
            page.locator("[data-sessions] ol:not(.named) li a").last().click();
            page.locator("[data-shown-title]:has-text('Alice')").waitFor();
            page.getByLabel("Name of this version").fill(name);
            page.getByText("Name this version").click();
            page.locator(".sessions .name").waitFor();
        }
    }

    private void take(int width, ColorScheme colours, String view, String name) {
        try (var person = chromium.person(width, HEIGHT, colours)) {
            Page page = person.tab(history + view);
            page.evaluate("document.fonts.ready");
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name)));
        }
    }
}
