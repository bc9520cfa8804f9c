package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import enquire.web.screens.SampleDocuments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No screen breaks a rule of axe-core, in any of its four looks, and on none are two links or
 * buttons called the same that do not do the same ({@link AmbiguousNames}). One node and one tab
 * for all of them; the first run has a node of its own in {@link FirstRunBrowserTest}.
 */
class AccessibilityBrowserTest {

    /** What the other tests of this class look at, and {@link FirstRunBrowserTest}. */
    private static final Set<String> SEEN_WITH_REAL_PAGES =
            Set.of(
                    "changes.jte",
                    "delete.jte",
                    "deleted.jte",
                    "diff.jte",
                    "edit.jte",
                    "first.jte",
                    "help.jte",
                    "history.jte",
                    "invited.jte",
                    "join.jte",
                    "links.jte",
                    "list.jte",
                    "map.jte",
                    "merge.jte",
                    "missing.jte",
                    "newpage.jte",
                    "offline.jte",
                    "old.jte",
                    "plain.jte",
                    "problem.jte",
                    "read.jte",
                    "rename.jte",
                    "search.jte",
                    "settings.jte",
                    "split.jte",
                    "sync.jte",
                    "tree.jte");

    private static RunningNode alice;
    private static RunningNode bob;
    private static String wiki;

    private final List<String> screens = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    @BeforeAll
    static void startNodes(@TempDir Path first, @TempDir Path second) throws Exception {
        alice = RunningNode.start(first, "Alice");
        bob = RunningNode.start(second, "Bob");
        wiki = alice.createWiki("Harbour");
        new SamplePages(alice, wiki).write();
        bob.join(alice.invite(wiki));
        bob.awaitAnswer("wikis/" + wiki + "/pages", "Slipway repair");
        alice.awaitAnswer("wikis/" + wiki + "/search?q=slipway", "Slipway");
    }

    @AfterAll
    static void stopNodes() {
        bob.close();
        alice.close();
    }

    @AfterEach
    void nothingWasFound() {
        System.out.printf(
                "axe-core: %d screens in four looks, %d violations%n",
                screens.size(), violations.size());
        assertEquals("", String.join("\n", violations));
    }

    private void check(Page page, String screen) {
        screens.add(screen);
        violations.addAll(Accessibility.violations(page, screen));
        violations.addAll(AmbiguousNames.on(page, screen, Set.of()));
    }

    @Test
    void noScreenThatIsReadHasAViolation() throws Exception {
        String version = alice.version(wiki, "Slipway repair");
        List<String> paths = new ArrayList<>();
        for (String screen :
                List.of(
                        "-/history/Slipway_repair",
                        "-/diff/Slipway_repair",
                        "-/at/" + version + "/Slipway_repair",
                        "-/links/Slipway_repair",
                        "-/rename/Slipway_repair",
                        "-/delete/Slipway_repair",
                        "-/edit/Slipway_repair?plain=1",
                        "-/search",
                        "-/search?q=slipway",
                        "-/search?q=nothing-has-this",
                        "-/search?q=slipway&titles=on&by=Alice&after=2020-01-01",
                        "-/search?tag=works",
                        "-/changes",
                        "-/changes?show=others",
                        "-/move/Slipway_repair",
                        "-/merge/Slipway_repair",
                        "-/split/Slipway_repair",
                        "-/map?page=Slipway_repair&depth=2",
                        "-/map?whole=on",
                        "-/templates",
                        "-/pages",
                        "-/pages?by=tree",
                        "-/wanted",
                        "-/orphans",
                        "-/tags",
                        "-/tags/works",
                        "-/deleted",
                        "-/diff/Slipway_repair?from=" + version + "&as=source",
                        "-/tags/nothing-has-this",
                        "-/suggestions/Slipway_repair",
                        "-/overlaps",
                        "-/overlaps/Slipway_repair",
                        "-/sync",
                        "-/import",
                        "-/mirror",
                        "-/export",
                        "Slipway_repair",
                        "Old_crane",
                        "Night_crew",
                        "-/nothing")) {
            paths.add("/" + wiki + "/" + screen);
        }
        paths.addAll(List.of("/-/join", "/-/start", "/-/settings", "/-/help", "/-/offline"));
        try (var person = Chromium.shared().person().whoseNodeMayFail()) {
            Page page = person.tab();
            for (String path : paths) {
                page.navigate(alice.url(path));
                check(page, path);
            }
        }
    }

    /** Longer words, other names of the same things; the rules that ask for names need no more. */
    @Test
    void noCentralScreenHasAViolationInGerman() {
        try (var person = Chromium.shared().person("de-DE")) {
            Page page = person.tab();
            for (String path :
                    List.of(
                            "/" + wiki + "/Slipway_repair",
                            "/" + wiki + "/-/edit/Slipway_repair",
                            "/-/settings")) {
                page.navigate(alice.url(path));
                assertEquals("de", page.locator("html").getAttribute("lang"));
                check(page, path + " in German");
            }
        }
    }

    /**
     * Those that need edits of other people or a bad day to be seen, and every new one: each screen
     * has a sample, or {@code TemplatesTest} fails.
     */
    @Test
    void noTemplateThatIsSeenNowhereElseHasAViolation() {
        try (var person = Chromium.shared().personWithoutServiceWorker().whoseNodeMayFail()) {
            Page page = person.tab();
            SampleDocuments.rendered()
                    .forEach((template, sample) -> {
                        // With nothing kept the editor leads on to the page: there is none here.
                        String document = sample.replace("data-kept-only=\"yes\"", "");
                        String path = "/-/sample/" + template;
                        var html =
                                new Route.FulfillOptions()
                                        .setContentType("text/html; charset=utf-8")
                                        .setBody(document);
                        page.route("**" + path, route -> route.fulfill(html));
                        page.navigate(alice.url(path));
                        assertTrue(document.contains("<title>" + page.title() + "</title>"), path);
                        screens.add(template);
                        violations.addAll(Accessibility.violations(page, template));
                        var everything = Set.of(SampleDocuments.NAME);
                        violations.addAll(AmbiguousNames.on(page, template, everything));
                    });
        }
    }

    @Test
    void theMoreMenuThePaletteAndAnInviteHaveNoViolation() {
        try (var person = Chromium.shared().person()) {
            Page page = person.tab(alice.url("/" + wiki + "/Tide_tables"));
            page.setViewportSize(1280, 800);
            assertThat(page.locator(".side .backlinks li").first()).isVisible();
            page.locator("[data-menu] summary").click();
            check(page, "more menu over backlinks");
            page.keyboard().press("Escape");
            assertThat(page.locator(".side")).not().hasAttribute("inert", "");
            page.keyboard().press("Control+k");
            page.locator("dialog[open] [role=option]").first().waitFor();
            check(page, "palette with nothing typed");
            page.locator("dialog[open] input").fill("bolts");
            page.locator("dialog[open] [role=option] p").first().waitFor();
            check(page, "palette");
            for (String sign : List.of("#", "@", "?", "zebra")) {
                page.locator("dialog[open] input").fill(sign);
                page.locator("dialog[open] [role=option]").first().waitFor();
                check(page, "palette after " + sign);
            }
            page.navigate(alice.url("/" + wiki + "/-/sync"));
            page.locator("main form button.primary").click();
            page.locator(".qr").waitFor();
            check(page, "invite");
        }
    }

    @Test
    void aPageWithCodeAFormulaADiagramAndTasksHasNoViolation() throws Exception {
        alice.write(wiki, "Force", SamplePages.FORCE);
        try (var person = Chromium.shared().person()) {
            Page page = person.tab(alice.url("/" + wiki + "/Force"));
            page.locator("figure.diagram img").waitFor();
            page.locator(".katex").first().waitFor();
            check(page, "drawn");
        }
    }

    @Test
    void theEditorHasNoViolation() {
        try (var person = Chromium.shared().person().whoseNodeMayFail();
                var other = Chromium.shared().person()) {
            var theirs = EditScreenInBrowser.open(other, alice, wiki, "Slipway repair");
            theirs.typeAtStart("Plan. ");
            var mine = EditScreenInBrowser.open(person, alice, wiki, "Slipway repair");
            Page page = mine.page();
            page.locator("[data-preview] table").waitFor();
            page.locator(".peer-caret").first().waitFor();
            check(page, "editor");
            mine.typeAtEnd("See [[Tid");
            page.locator(".cm-tooltip-autocomplete li").first().waitFor();
            check(page, "completion");
            page.keyboard().press("Escape");
            page.keyboard().type("\n/");
            page.locator(".cm-tooltip-autocomplete li").first().waitFor();
            check(page, "blocks");
            page.keyboard().press("Escape");
            page.locator("[data-file-input]")
                    .setInputFiles(new FilePayload("n".repeat(300), "text/plain", new byte[] {1}));
            page.locator(".upload-line.bad").waitFor();
            check(page, "a file that was not added");
            page.locator("[data-title-field]").fill("Slipway works");
            page.locator("[data-done]").click();
            page.locator("dialog[open]").waitFor();
            check(page, "rename question");
            page.navigate(alice.url("/" + wiki + "/-/edit/"));
            check(page, "new page");
        }
    }

    @Test
    void theListOfWikisHasNoViolation() throws Exception {
        bob.createWiki("Boats");
        try (var person = Chromium.shared().person()) {
            check(person.tab(bob.url("/")), "wikis");
        }
    }
}
