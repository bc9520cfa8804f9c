package enquire.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the pictures in {@code docs/screens/}; {@code docs/screens/make} runs it. */
final class Pictures {

    private Pictures() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path data = Files.createTempDirectory("enquire-pictures");
        try (var node = RunningNode.start(data, "Alice");
                var chromium = new Chromium()) {
            String wiki = node.createWiki("Harbour");
            new SamplePages(node, wiki).write();
            for (var colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                for (int width : new int[] {1280, 390}) {
                    try (var person = chromium.person(width, 800, colours)) {
                        String suffix =
                                (width == 390 ? "-phone" : "")
                                        + (colours == ColorScheme.DARK ? "-dark" : "")
                                        + ".png";
                        Page page = person.tab(node.url("/" + wiki + "/Slipway_repair"));
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
