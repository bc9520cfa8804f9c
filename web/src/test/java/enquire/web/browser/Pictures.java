package enquire.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the pictures in {@code docs/screens/}; {@code docs/screens/make} runs it. */
final class Pictures {

    private static final String TEXT =
            """
            The slipway carries boats up to 11 tonnes between the basin and the hard. The lower 14 metres are cracked where the sleepers rest on the old cobble bed. See [[Tide tables]] for the windows and [[Crane booking]] before you promise anyone a lift.

            ## Order of work

            1. Clear weed and loose cobble from the toe, and photograph every sleeper.
            2. Cut out the nine failed sleepers. Keep the bolts; they are bronze.
            3. Set new greenheart sleepers on a dry lime bed, never on wet mortar.

            ## Working windows

            | Date | Low water | Height | Crew lead |
            | --- | --- | --- | --- |
            | 24 Nov | 11:42 | 0.4 m | Alice |
            | 25 Nov | 12:25 | 0.3 m | Bob |
            | 26 Nov | 13:08 | 0.5 m | [[Night crew]] |

            > If the cable sings, stop. If it stops singing, run.
            """;

    private Pictures() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path data = Files.createTempDirectory("enquire-pictures");
        try (var node = RunningNode.start(data, "Alice");
                var chromium = new Chromium()) {
            String wiki = node.createWiki("Harbour");
            node.write(
                    wiki,
                    "Tide tables",
                    "Predicted heights for the basin gate. Repairs: [[Slipway repair]].\n");
            node.write(
                    wiki,
                    "Crane booking",
                    "Ask the office before a lift. The [[Slipway repair]] goes first.\n");
            node.write(wiki, "Slipway repair", TEXT);
            for (var colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                for (int width : new int[] {1280, 390}) {
                    try (var person = chromium.person(width, 800, colours)) {
                        String suffix =
                                (width == 390 ? "-phone" : "")
                                        + (colours == ColorScheme.DARK ? "-dark" : "")
                                        + ".png";
                        Page page = Chromium.tab(person, node.url("/" + wiki + "/Slipway_repair"));
                        picture(page, folder.resolve("read" + suffix));
                        page.navigate(node.url("/" + wiki + "/-/search?q=slipway"));
                        picture(page, folder.resolve("search" + suffix));
                        page.navigate(node.url("/" + wiki + "/-/sync"));
                        picture(page, folder.resolve("peers" + suffix));
                        page.navigate(node.url("/" + wiki + "/-/edit/Slipway_repair"));
                        new EditScreenInBrowser(page).awaitContains("Order of work");
                        if (width == 1280) {
                            page.locator("[data-preview] table").waitFor();
                        }
                        picture(page, folder.resolve("edit" + suffix));
                        if (width == 1280) {
                            page.keyboard().press("Control+k");
                            page.locator("dialog[open] input").fill("slip");
                            page.locator("dialog[open] [role=option]").first().waitFor();
                            picture(page, folder.resolve("palette" + suffix));
                        }
                    }
                }
            }
        } finally {
            try (var files = Files.walk(data)) {
                for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void picture(Page page, Path file) {
        page.evaluate("document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
