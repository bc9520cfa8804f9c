package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Alice has no mouse. She does everything that can be done, sees at every stop where she is, and is
 * never trapped. Lines that two people changed are decided by keys in {@link OverlapBrowserTest}.
 */
class KeyboardAloneBrowserTest extends AlicesNode {

    /** A list takes no key in its first moment, for nobody has seen it yet. */
    private static final String SEEN = "since => performance.now() - since > 150";

    @Test
    void aPageIsWrittenReadRenamedDeletedAndBroughtBack() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = alice.tab(node.url("/-/start"));
            // From here on the browser asks the test for files, and not only from some moment on.
            page.onFileChooser(chooser -> {});
            var keys = new Keyboard(page);
            keys.tabTo("Skip to content").press("Enter");
            keys.tabTo("Name of the wiki").type("Quay").press("Tab", "Enter");
            page.waitForSelector(".recovery-key");
            keys.tabTo("I have written it down").press("Enter");
            page.waitForURL(Pattern.compile(".*/quay/-/edit/Home$"));

            writeWithAFile(page, keys);
            tickFollowAndComeBack(page, keys);
            renameAndUndo(page, keys);
            restoreFromHistory(page, keys);
            deleteAndRestore(page, keys);
        }
    }

    private static void writeWithAFile(Page page, Keyboard keys) {
        var editor = new EditScreenInBrowser(page);
        keys.assertAt("Page text");
        keys.press("Control+a", "Delete").type("See [[Tour");
        page.locator(".cm-tooltip-autocomplete li[aria-selected]").waitFor();
        page.waitForFunction(SEEN, page.evaluate("performance.now()"));
        keys.press("Shift+Enter");
        editor.awaitContains("See [[Tour]]");
        keys.press("Control+Home", "Enter", "ArrowUp").type("- [ ] oil the winch");

        editor.awaitSaved();
        page.waitForFunction(SEEN, page.evaluate("performance.now()"));
        // Tab indents in the text; after Escape it leaves it, forwards and backwards.
        keys.press("Escape").backTo("Title");
        keys.backTo("Insert file");
        FileChooser chooser = page.waitForFileChooser(() -> keys.press("Enter"));
        chooser.setFiles(new FilePayload("tide.txt", "text/plain", "low at six".getBytes()));
        editor.awaitContains("tide.txt");
        keys.assertAt("Page text");
        keys.press("Escape").tabTo("Edit as plain text");
        keys.backTo("Page text");
        editor.awaitSaved();
        keys.press("Control+Enter");
        page.waitForURL(Pattern.compile(".*/quay/Home$"));
        keys.assertAt("Home");
    }

    private static void tickFollowAndComeBack(Page page, Keyboard keys) {
        keys.tabTo("oil the winch").press("Space");
        assertThat(page.locator("article .box")).hasAttribute("aria-checked", "true");
        keys.assertAt("oil the winch");
        keys.tabTo("Tour").press("Enter");
        assertThat(page.locator("article h1")).hasText("Tour");
        keys.tabTo("Tour/Write");
        keys.press("Control+k");
        page.locator("dialog[open] [role=option]").first().waitFor();
        keys.press("Escape").assertAt("Tour/Write");
        keys.press("/").type("home");
        assertThat(page.locator("[role=option][aria-selected=true] b")).hasText("Home");
        keys.press("Enter");
        assertThat(page.locator("article h1")).hasText("Home");

        keys.press("Control+k").type("winch");
        page.locator("dialog[open] [role=option]").first().waitFor();
        keys.press("Control+Enter");
        page.waitForURL(Pattern.compile(".*/-/search[?]q=winch$"));
        keys.tabTo("In titles only").press("Space");
        keys.tabTo("Tag");
        keys.backTo("Search pages and text").press("Enter");
        assertThat(page.locator("main"))
                .containsText("No page contains “winch” with these filters");
        keys.tabTo("Search without filters").press("Enter");
        page.locator(".hits").waitFor();
        keys.tabTo("Home").press("Enter");
        assertThat(page.locator("article h1")).hasText("Home");
    }

    private static void renameAndUndo(Page page, Keyboard keys) {
        keys.tabTo("More page actions").press("Enter").tabTo("Rename");
        keys.press("Escape").assertAt("More page actions");
        keys.press("Enter").tabTo("Rename").press("Enter");
        keys.tabTo("New title").press("Control+a").type("Quay side").press("Enter");
        assertThat(page.locator("article h1")).hasText("Quay side");
        // What was done is said first, and stays as long as one is there.
        keys.tabTo("Undo").press("Enter");
        assertThat(page.locator("article h1")).hasText("Home");
    }

    private static void restoreFromHistory(Page page, Keyboard keys) {
        keys.press("h");
        page.waitForURL(Pattern.compile(".*/-/history/Home.*"));
        keys.tabTo("Name of this version").type("Before the springs").press("Enter");
        assertThat(page.locator(".named")).containsText("Before the springs");
        keys.tabTo("Moments of this session").press("Enter");
        // The oldest is the last.
        int moments = page.locator(".version .fold").last().locator("li").count();
        for (int moment = 0; moment < moments; moment++) {
            keys.press("Tab").assertSeen();
        }
        keys.press("Enter");
        keys.tabTo("Restore this version").press("Enter");
        assertThat(page.locator("article h1")).hasText("Home");
        keys.press("h");
        keys.tabTo("Compare with another version").press("Enter").tabTo("Compare").press("Enter");
        page.waitForURL(Pattern.compile(".*/-/diff/Home.*"));
        page.goBack();
        page.navigate(page.url().replaceFirst("/-/history/Home.*", "/Home"));
    }

    private static void deleteAndRestore(Page page, Keyboard keys) {
        keys.tabTo("More page actions").press("Enter").tabTo("Delete").press("Enter");
        keys.tabTo("Delete page").press("Enter");
        assertThat(page.locator("h1")).hasText("Home");
        keys.tabTo("Undo").press("Enter");
        assertThat(page.locator("article[data-page] h1")).hasText("Home");

        keys.tabTo("More page actions").press("Enter").tabTo("Delete").press("Enter");
        keys.tabTo("Delete page").press("Enter");
        assertThat(page.locator(".toast")).containsText("Deleted Home");
        keys.press("g", "a").tabTo("Deleted pages").press("Enter");
        keys.tabTo("Restore page: Home").press("Enter");
        assertThat(page.locator("article[data-page] h1")).hasText("Home");
    }

    @Test
    void oneKeyLeadsToEveryScreenAndCanBeTurnedOff() throws Exception {
        String wiki = node.createWiki("Lighthouse");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Home"));
            var keys = new Keyboard(page);
            String screens = ".*/" + wiki + "/-/";
            goes(page, keys, screens + "changes", "g", "r");
            goes(page, keys, screens + "pages", "g", "a");
            goes(page, keys, screens + "wanted", "g", "w");
            goes(page, keys, screens + "map", "g", "m");
            goes(page, keys, screens + "sync", "g", "s");
            keys.tabTo("Make an invite").press("Enter");
            page.locator(".qr").waitFor();
            keys.tabTo("Invite");
            keys.tabTo("Copy invite");
            goes(page, keys, ".*/" + wiki + "/Home", "g", "h");
            goes(page, keys, screens + "links/Home", "b");
            page.goBack();
            goes(page, keys, screens + "edit/", "n");
            keys.assertAt("Title");
            page.goBack();
            goes(page, keys, screens + "edit/Home.*", "e");
            new EditScreenInBrowser(page);
            keys.press("Escape", "Escape");
            assertThat(page.locator("article[data-page] h1")).hasText("Home");

            page.navigate(node.url("/" + wiki + "/-/map?page=Home"));
            page.locator("[data-map][data-drawn]").waitFor();
            keys.tabTo("Links away").press("ArrowRight");
            page.waitForURL(Pattern.compile(".*depth=2.*"));
            keys.assertAt("Links away");
            keys.tabTo("Tour").press("Enter");
            assertThat(page.locator("article h1")).hasText("Tour");

            changeSettings(page, keys);
            page.navigate(node.url("/" + wiki + "/Tour"));

            goes(page, keys, ".*/-/help", "?");
            keys.tabTo("Use single keys").press("Space");
            page.goBack();
            assertThat(page.locator("article h1")).hasText("Tour");
            keys.press("?", "e", "g", "a").press("Control+k");
            page.locator("dialog[open]").waitFor();
            keys.press("Escape");
            assertTrue(page.url().endsWith("/Tour"), page.url());
            assertEquals(0, page.locator("[data-editor]").count());
        }
    }

    /** Each field is reached, seen and changed, and what was saved is said. */
    private static void changeSettings(Page page, Keyboard keys) {
        keys.tabTo("Settings").press("Enter");
        page.waitForURL(Pattern.compile(".*/-/settings"));
        keys.tabTo("Your name").press("Control+a").type("Alice B");
        keys.tabTo("Theme").press("End");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        keys.press("Home").tabTo("Language").tabTo("Save settings").press("Enter");
        assertThat(page.locator("main [role=status]")).isVisible();
        assertThat(page.locator("[name=person]")).hasValue("Alice B");
        keys.tabTo("Show how a page begins").press("Space");
        keys.tabTo("Use single keys");
        keys.tabTo("Start or join another wiki");
        keys.tabTo("Keyboard");
        keys.backTo("Show how a page begins").press("Space");
        assertThat(page.locator("[data-previews]")).isChecked();
    }

    private static void goes(Page page, Keyboard keys, String where, String... pressed) {
        keys.press(pressed);
        page.waitForURL(Pattern.compile(where));
    }
}
