package enquire.web.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import enquire.storage.FolderTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Makes the pictures in {@code docs/screens/}; {@code docs/screens/make} runs it. Two nodes on this
 * computer: Alice's, whose screens are shown, and Bob's.
 */
final class Pictures {

    private static final int PHONE = 390;
    private static final int DESKTOP = 1280;
    private static final int HEIGHT = 800;

    /** What README and {@code docs/screens/README.md} show. */
    private static final Set<String> SHOWN =
            Set.of(
                    "read.png",
                    "read-dark.png",
                    "read-phone.png",
                    "edit.png",
                    "edit-phone.png",
                    "palette.png",
                    "search.png",
                    "changes.png",
                    "sync.png",
                    "links.png",
                    "map.png",
                    "map-phone.png",
                    "menu.png",
                    "tree.png",
                    "sync-phone.png");

    /** More than what was typed can be undone in. */
    private static final int UNDOS = 10;

    private final RunningNode alice;
    private final RunningNode bob;
    private final Chromium chromium;
    private final String wiki;
    private final Path folder;

    private Pictures(
            RunningNode alice, RunningNode bob, Chromium chromium, String wiki, Path folder) {
        this.alice = alice;
        this.bob = bob;
        this.chromium = chromium;
        this.wiki = wiki;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("enquire-pictures");
        try (var alice = RunningNode.start(data.resolve("alice"), "Alice");
                var bob = RunningNode.start(data.resolve("bob"), "Bob");
                var chromium = new Chromium()) {
            String wiki = alice.createWiki("Harbour");
            new SamplePages(alice, wiki).write();
            bob.join(alice.invite(wiki));
            bob.awaitAnswer("wikis/" + wiki + "/pages", "Slipway repair");
            new SamplePages(bob, wiki).writeMore();
            alice.awaitAnswer("wikis/" + wiki + "/pages", "Minutes");
            new Pictures(alice, bob, chromium, wiki, Path.of(arguments[0])).make();
            HistoryPictures.make(alice, bob, wiki, chromium, Path.of(arguments[0]));
            SamplePictures.make(alice, chromium, Path.of(arguments[0]).resolve("samples"));
            ApartPictures.make(data.resolve("apart"), chromium, Path.of(arguments[0]));
        } finally {
            FolderTree.remove(data);
        }
    }

    private void make() throws Exception {
        alice.awaitAnswer("wikis/" + wiki + "/search?q=winch", "Minutes");
        all(DESKTOP, ColorScheme.LIGHT, ".png");
        all(PHONE, ColorScheme.LIGHT, "-phone.png");
        all(DESKTOP, ColorScheme.DARK, "-dark.png");
    }

    private void all(int width, ColorScheme colours, String suffix) {
        try (var person = chromium.person(width, HEIGHT, colours)) {
            read(person, suffix);
            edit(person, suffix);
        }
    }

    private void read(Person person, String suffix) {
        Page page = person.tab(alice.url("/" + wiki + "/Slipway_repair"));
        page.getByText("Synced with").first().waitFor(attached());
        picture(page, "read" + suffix);
        page.navigate(alice.url("/" + wiki + "/-/search?q=winch"));
        picture(page, "search" + suffix);
        page.navigate(alice.url("/" + wiki + "/-/changes"));
        picture(page, "changes" + suffix);
        page.navigate(alice.url("/" + wiki + "/-/sync"));
        picture(page, "sync" + suffix);
        page.navigate(alice.url("/" + wiki + "/-/links/Winch_survey"));
        picture(page, "links" + suffix);
        page.navigate(alice.url("/" + wiki + "/-/pages?by=tree"));
        picture(page, "tree" + suffix);
        page.navigate(alice.url("/" + wiki + "/-/map?depth=2&page=Slipway_repair"));
        page.locator("[data-drawn]").waitFor(attached());
        picture(page, "map" + suffix);
        page.navigate(alice.url("/" + wiki + "/Slipway_repair"));
        page.getByLabel("More page actions").click();
        picture(page, "menu" + suffix);
        page.navigate(alice.url("/" + wiki + "/Slipway_repair"));
        page.keyboard().press("Control+k");
        page.locator("dialog[open] input").fill("winch");
        page.locator("dialog[open] [role=option] p").first().waitFor();
        picture(page, "palette" + suffix);
        page.close();
    }

    /** Bob stands at the bolts, and Alice begins a link. Nothing of it stays. */
    private void edit(Person person, String suffix) {
        try (var other = chromium.person()) {
            var theirs = EditScreenInBrowser.open(other, bob, wiki, "Slipway repair");
            line(theirs.page(), "they are bronze").click();
            theirs.page().keyboard().press("End");
            theirs.page().keyboard().press("Shift+Control+ArrowLeft");
            theirs.page().keyboard().press("Shift+Control+ArrowLeft");
            var mine = EditScreenInBrowser.open(person, alice, wiki, "Slipway repair");
            Page page = mine.page();
            if (!suffix.equals("-phone.png")) {
                page.locator("[data-preview] table").waitFor(attached());
            }
            page.locator(".cm-line .peer-caret").first().waitFor(attached());
            line(page, "Datum mark").click();
            page.keyboard().press("End");
            page.keyboard().type("\nTell the office when [[Win");
            page.locator(".cm-tooltip-autocomplete li").first().waitFor();
            mine.awaitSaved();
            page.getByText("Synced with").first().waitFor(attached());
            picture(page, "edit" + suffix);
            page.keyboard().press("Escape");
            for (int i = 0; i < UNDOS; i++) {
                page.keyboard().press("Control+z");
            }
            mine.awaitSaved();
        }
    }

    private static Locator line(Page page, String words) {
        return page.locator(".cm-line", new Page.LocatorOptions().setHasText(words));
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private void picture(Page page, String name) {
        if (!SHOWN.contains(name)) {
            return;
        }
        page.evaluate("document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name)));
    }
}
