package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What somebody asks of a browser is what he gets: larger text, a narrow window, nothing that
 * moves, the colours of the system.
 */
class AdaptedBrowserTest extends AlicesNode {

    private static final int HEIGHT = 800;

    /** Of everything in the document, that which would move. */
    private static final String MOVING =
            """
            () => {
              const moving = document.getAnimations().map(({ effect }) => effect?.target?.className ?? 'something');
              for (const element of document.querySelectorAll('*'))
                for (const part of [undefined, '::before', '::after']) {
                  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element, part);
                  if (animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration) || scrollBehavior !== 'auto')
                    moving.push(`${element.tagName}.${element.className} ${animationName} ${transitionDuration}`);
                }
              return [...new Set(moving)];
            }
            """;

    private static String wiki;

    @BeforeAll
    static void writePages() throws Exception {
        wiki = node.createWiki("Harbour");
        new SamplePages(node, wiki).write();
        node.write(wiki, "Force", SamplePages.FORCE);
        node.write(wiki, "Template/Minutes", "# {{title}}\n");
        node.write(wiki, "Harbour works/Slipway/Rails", "See [[Slipway repair]].");
        node.awaitAnswer("wikis/" + wiki + "/search?q=rails", "Rails");
    }

    private static List<String> central() {
        List<String> paths = new ArrayList<>();
        for (String screen :
                List.of(
                        "Slipway_repair",
                        "Force",
                        "-/edit/Slipway_repair",
                        "-/edit/Slipway_repair?plain=1",
                        "-/history/Slipway_repair",
                        "-/links/Slipway_repair",
                        "-/search?q=slipway",
                        "-/changes",
                        "-/pages?by=tree",
                        "-/deleted",
                        "-/map?page=Slipway_repair",
                        "-/templates",
                        "-/sync",
                        "-/mirror",
                        "-/export",
                        "Old_crane")) {
            paths.add("/" + wiki + "/" + screen);
        }
        paths.addAll(List.of("/-/start", "/-/settings", "/-/help"));
        return paths;
    }

    private List<String> problems(Page page) {
        List<String> problems = new ArrayList<>();
        for (String path : central()) {
            page.navigate(node.url(path));
            if (path.endsWith("-/edit/Slipway_repair")) {
                new EditScreenInBrowser(page);
            }
            problems.addAll(Legibility.problems(page, path));
        }
        return problems;
    }

    @Test
    void textOfTwiceTheSizeIsNeitherCutNorCovered() {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = alice.tab();
            Legibility.chooseTextSize(page, 32);
            assertEquals(List.of(), problems(page));
            assertEquals("29px", style(page, ".table td", "fontSize"), "twice 14.5");
        }
    }

    @Test
    void narrowWindowsAndThoseAtTwiceTheZoomScrollInOneDirectionOnly() {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = alice.tab();
            for (int width : List.of(320, 1280 / 2)) {
                page.setViewportSize(width, HEIGHT);
                assertEquals(List.of(), problems(page), "at " + width);
            }
        }
    }

    /** A key, which has no place to break, and a file with a long name. */
    @Test
    void whatIsToGoForGoodFitsIntoANarrowWindowHoweverLongItIs() throws Exception {
        String key = "k3y".repeat(50);
        node.write(wiki, "Keys", "The key: " + key);
        String name = "a picture of all the keys ".repeat(6).strip() + ".txt";
        node.attach(wiki, "Keys", name, key);
        try (var alice = chromium.person()) {
            Page page = alice.tab();
            page.setViewportSize(320, HEIGHT);
            page.navigate(node.url("/" + wiki + "/-/redact/Keys"));
            assertEquals(List.of(), Legibility.problems(page, "asked for"));
            page.locator("textarea").fill(key);
            page.locator("form:has(textarea) button").click();
            assertThat(page.locator("pre")).hasText(key);
            assertEquals(List.of(), Legibility.problems(page, "to be confirmed"));
        }
    }

    @Test
    void nothingMovesForWhomMotionMakesIll() {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Slipway_repair"));
            assertNotEquals(List.of(), page.evaluate(MOVING), "this would not find anything");
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            page.locator("article a[href$=Tide_tables]").hover();
            page.locator(".peek").waitFor();
            assertEquals(List.of(), page.evaluate(MOVING));
            page.keyboard().press("Control+k");
            page.locator("dialog[open] [role=option]").first().waitFor();
            assertEquals(List.of(), page.evaluate(MOVING));
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Tide tables");
            editor.page()
                    .emulateMedia(
                            new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            editor.typeAtEnd("See [[Sl");
            editor.page().locator(".cm-tooltip-autocomplete li").first().waitFor();
            assertEquals(List.of(), editor.page().evaluate(MOVING));
        }
    }

    @Test
    void inTheColoursOfTheSystemOneSeesWhereOneIsAndWhatIsChosen() {
        try (var alice = chromium.person()) {
            Page page = alice.tab();
            page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            page.navigate(node.url("/" + wiki + "/-/history/Slipway_repair"));
            assertOutlined(page, ".sessions a[aria-current]");
            assertOutlined(page, ".segments a[aria-current]");
            page.keyboard().press("Control+k");
            page.locator("dialog[open] [role=option]").first().waitFor();
            assertOutlined(page, "[role=option][aria-selected=true]");
            assertOutlined(page, ".palette .query");

            page.navigate(node.url("/" + wiki + "/-/edit/Slipway_repair"));
            var editor = new EditScreenInBrowser(page);
            editor.typeAtEnd("See [[Tid");
            page.locator(".cm-tooltip-autocomplete li").first().waitFor();
            assertOutlined(page, ".cm-editor.cm-focused");
            assertOutlined(page, ".cm-tooltip-autocomplete li[aria-selected]");
            assertOutlined(page, ".segments [aria-pressed=true]");
            page.keyboard().press("Escape");
            page.locator("[data-title-field]").focus();
            assertOutlined(page, "[data-title-field]");
        }
    }

    private static void assertOutlined(Page page, String selector) {
        assertThat(page.locator(selector).first()).hasCSS("outline-style", "solid");
        assertThat(page.locator(selector).first())
                .hasCSS("outline-width", Pattern.compile("[23]px"));
    }

    private static String style(Page page, String selector, String property) {
        String script = "([s, p]) => getComputedStyle(document.querySelector(s))[p]";
        return (String) page.evaluate(script, List.of(selector, property));
    }
}
