package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people write a page; one of them looks at who wrote what, and takes things back. */
class HistoryBrowserTest {

    private static final String FIRST =
            "The plate says 8 tonnes.\n\n## Order\n\n- clear the weed\n- cut the sleepers\n\n## Tides\n\nHigh at noon.\n";
    private static final String BOBS =
            FIRST.replace("8 tonnes", "9 tonnes").replace("- clear the weed\n", "")
                    + "\nLow at six.\n";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static RunningNode alice;
    private static RunningNode bob;
    private static String wiki;
    private static int pages;

    private final Chromium chromium = Chromium.shared();
    private String title;

    @BeforeAll
    static void startNodes(@TempDir Path first, @TempDir Path second) throws Exception {
        alice = RunningNode.start(first, "Alice");
        bob = RunningNode.start(second, "Bob");
        wiki = alice.createWiki("Harbour");
        bob.join(alice.invite(wiki));
    }

    @AfterAll
    static void stopNodes() {
        bob.close();
        alice.close();
    }

    @BeforeEach
    void twoWriteAPage() throws Exception {
        title = "Slip " + ++pages;
        alice.write(wiki, title, FIRST);
        bob.awaitAnswer("wikis/" + wiki + "/pages", title);
        bob.awaitText(wiki, title, FIRST);
        bob.write(wiki, title, BOBS);
        alice.awaitText(wiki, title, BOBS);
    }

    private String screen(String screen) {
        return alice.url("/" + wiki + "/-/" + screen + "/" + title.replace(' ', '_'));
    }

    /** Looks again until the other node has it, within the patience of an assertion. */
    private static void awaitNamed(Page page) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (page.locator(".named").count() == 0 && System.nanoTime() < end) {
            page.reload();
        }
        assertThat(page.locator(".named")).hasCount(1);
    }

    private static Locator sessions(Page page) {
        return page.locator("[data-sessions] ol:not(.named) li a");
    }

    @Test
    void whatTheOtherWroteIsMarkedInThePageAsItReadsAndInItsSource() {
        try (var person = chromium.person()) {
            Page page = person.tab(screen("history"));

            assertThat(sessions(page)).hasCount(2);
            assertThat(sessions(page).first()).containsText("Bob");
            assertThat(sessions(page).first()).containsText("3 sections, +4 −4 words");
            assertThat(page.locator("[data-shown] ins.added").first()).containsText("9");
            assertThat(page.locator("[data-shown] del.removed").first()).containsText("8");
            assertThat(page.locator("[data-shown] li del.removed")).containsText("clear the weed");
            assertThat(
                            page.locator(
                                    "[data-shown] h2",
                                    new Page.LocatorOptions().setHasText("Tides")))
                    .hasCount(1);

            page.getByText("Source", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("[data-diff] del").first())
                    .containsText("The plate says 8 tonnes.");
            assertThat(page.locator("[data-diff] ins").first())
                    .containsText("The plate says 9 tonnes.");
        }
    }

    @Test
    void arrowKeysMoveAmongSessionsAndBracketsAmongChanges() {
        try (var person = chromium.person()) {
            Page page = person.tab(screen("history"));
            assertThat(page.locator("[data-sessions][aria-keyshortcuts]")).isVisible();
            sessions(page).first().focus();
            page.keyboard().press("ArrowDown");

            assertThat(sessions(page).nth(1)).isFocused();
            assertThat(page.locator("[data-shown-title]")).containsText("Alice");
            assertThat(page.locator("[data-shown] del.removed")).hasCount(0);
            page.keyboard().press("ArrowUp");
            assertThat(page.locator("[data-shown-title]")).containsText("Bob");

            page.keyboard().press("]");
            assertThat(page.locator("#Change-1")).isFocused();
            page.keyboard().press("]");
            assertThat(page.locator("#Change-2")).isFocused();
            page.keyboard().press("[");
            assertThat(page.locator("#Change-1")).isFocused();
        }
    }

    @Test
    void anOldVersionIsRestoredAsANewEditAndNothingIsLost() throws Exception {
        try (var person = chromium.person()) {
            Page page = person.tab(screen("history"));
            showAlicesSession(page);
            page.getByText("Restore this version").click();
            page.waitForURL(Pattern.compile(".*/Slip_\\d+$"));

            assertEquals(FIRST, alice.text(wiki, title));
            bob.awaitText(wiki, title, FIRST);
            page.navigate(screen("history"));
            assertThat(page.locator("[data-sessions]")).containsText("Bob");
        }
    }

    @Test
    void oneSectionIsRestoredAndTheOthersStayAsTheyAre() throws Exception {
        try (var person = chromium.person()) {
            Page page = person.tab(screen("history"));
            showAlicesSession(page);
            page.getByText("Restore only one section").click();
            page.getByLabel("Restore only Order").click();
            page.waitForURL(Pattern.compile(".*/Slip_\\d+$"));
            page.locator(".toast").hover(); // Under the mouse it stays.

            // What Bob wrote later in the other sections stays.
            assertEquals(BOBS.replace("- cut", "- clear the weed\n- cut"), alice.text(wiki, title));
            page.locator(".toast button").click();
            alice.awaitText(wiki, title, BOBS);
            bob.awaitText(wiki, title, BOBS);
        }
    }

    @Test
    void aNameOfAVersionReachesTheOtherAndCanBeTakenBack() throws Exception {
        try (var person = chromium.person()) {
            Page page = person.tab(screen("history"));
            showAlicesSession(page);
            page.getByLabel("Name of this version").fill("Before the <b>springs</b>");
            page.getByText("Name this version").click();

            assertThat(page.locator(".sessions .name")).hasText("Before the <b>springs</b>");
            assertEquals(BOBS, alice.text(wiki, title));
            Page bobs = person.tab(screen("history").replace(alice.url(""), bob.url("")));
            awaitNamed(bobs);
            bobs.locator(".named a").click();
            assertThat(bobs.locator("[data-shown-title]")).containsText("Alice");

            page.getByLabel("Name of this version").fill("");
            page.getByText("Change the name").click();
            assertThat(page.locator(".sessions .name")).hasCount(0);
            page.locator(".toast").hover();
            page.locator(".toast button").click();
            assertThat(page.locator(".sessions .name")).hasCount(1);
        }
    }

    @Test
    void whoWroteWhatIsShownForEachCharacterAndNamedBesideEachBlock() {
        try (var person = chromium.person()) {
            Page page = person.tab(alice.url("/" + wiki + "/" + title.replace(' ', '_')));
            page.locator("[data-menu] summary").click();
            page.getByText("Show who wrote what").click();

            assertThat(page.locator("#Writers li")).hasCount(2);
            assertThat(page.locator("#Writers li").first()).containsText("Alice");
            assertThat(page.locator("#Writers li").first()).containsText("%");
            Locator bobs = page.locator("[data-shown] .by[title=Bob]");
            assertThat(bobs.first()).hasText("9");
            assertThat(bobs.last()).hasText("Low at six.");
            Locator alices = page.locator("[data-shown] .by[title=Alice]");
            assertThat(alices.first()).hasText("The plate says ");
            assertNotEquals(colour(alices.first()), colour(bobs.first()));
            assertEquals(
                    colour(bobs.first()),
                    page.locator("#Writers li", containing("Bob"))
                            .locator(".swatch")
                            .evaluate("swatch => getComputedStyle(swatch).backgroundColor"));
            Locator first = page.locator("[data-shown] .written").first();
            Locator names = first.locator(".names");
            assertThat(names).hasText("Alice, Bob");
            first.locator(".written-by").focus();
            page.keyboard().press("Shift+Tab");
            page.keyboard().press("Tab");
            assertThat(first.locator(".written-by")).isFocused();
            assertThat(names).hasCSS("clip-path", "none");
        }
    }

    @Test
    void theTextOfAVersionIsCopied() {
        try (var person = chromium.person()) {
            person.grant("clipboard-read", "clipboard-write");
            Page page = person.tab(screen("history"));
            showAlicesSession(page);
            page.getByText("Copy text").click();
            assertThat(page.locator("body")).containsText("Copied the text");

            assertEquals(FIRST, page.evaluate("navigator.clipboard.readText()"));
        }
    }

    @Test
    void anyTwoVersionsAreComparedAndAnyIsReadWithoutScript() throws Exception {
        try (var person = chromium.personWithoutScript()) {
            Page page = person.tab(screen("history"));
            showAlicesSession(page);
            page.getByText("Compare with another version").click();
            page.getByText("Compare", new Page.GetByTextOptions().setExact(true)).click();

            assertThat(page.locator("h1")).containsText("Changes of " + title);
            assertThat(page.locator("ins.added").first()).containsText("8");
            assertThat(page.locator("del.removed").first()).containsText("9");
            assertThat(page.locator("del.removed").last()).containsText("Low at six.");
            String alices =
                    page.locator("select[name=from] option", containing("Alice"))
                            .getAttribute("value");
            page.locator("select[name=from]").selectOption(alices);
            page.locator("select[name=to]").selectOption(new SelectOption().setIndex(0));
            page.getByText("Compare", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("ins.added").first()).containsText("9");
            assertThat(page.locator("ins.added").last()).containsText("Low at six.");
            page.goBack();
            page.goBack();
            page.getByText("The page as it was then").click();
            assertThat(page.locator("main article")).containsText("8 tonnes");
            assertThat(page.locator("main article")).not().containsText("Low at six.");
            page.getByText("Restore this version").click();

            page.waitForURL(Pattern.compile(".*/Slip_\\d+\\?done=.*"));
            assertEquals(FIRST, alice.text(wiki, title));
        }
    }

    private static Object colour(Locator written) {
        return written.evaluate("span => getComputedStyle(span).textDecorationColor");
    }

    private static Page.LocatorOptions containing(String words) {
        return new Page.LocatorOptions().setHasText(words);
    }

    /** The older of the two; what belongs to the newer one goes when it is there. */
    private static void showAlicesSession(Page page) {
        sessions(page).nth(1).click();
        assertThat(page.locator("[data-shown-title]")).containsText("Alice");
    }
}
