package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rita, who reads, suggests an edit in her browser, and Alice takes it in in hers. */
class SuggestingBrowserTest {

    private static final String BERTHS =
            "# Berths\n\nThe pontoon takes boats up to nine metres.\n\nKeys are at the office.\n";

    private static final String PAGE = TestNode.wiki("/pages/Berths");

    @AutoClose private TestNode alice;
    @AutoClose private TestNode rita;

    @BeforeEach
    void share(@TempDir Path alices, @TempDir Path ritas) throws Exception {
        alice = TestNode.start(alices, "Alice");
        rita = TestNode.start(ritas, "Rita");
        Wiki wiki = alice.node().create("w");
        wiki.repository().create(new Title("Berths"), BERTHS);
        alice.node().listen();
        rita.node().listen();
        rita.node().join(wiki.invite(Role.READER).text());
        rita.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Berths"));
    }

    @Test
    void whatOneSuggestsTheOtherTakesIn() throws Exception {
        try (Person reader = Chromium.shared().person();
                Person writer = Chromium.shared().person()) {
            Page hers = reader.tab(rita.uri("/w/Berths").toString());
            hers.keyboard().press("e");
            assertThat(hers.locator("h1")).hasText("Suggest an edit of Berths");
            assertNoViolations(hers, "suggest");
            hers.getByLabel("Page text, in Markdown")
                    .fill(BERTHS.replace("nine metres", "eleven metres in summer"));
            hers.getByRole(AriaRole.BUTTON, named("Suggest")).click();
            assertThat(hers.locator(".offered")).containsText("Waits for a writer.");
            assertThat(hers.locator(".offered ins").first()).containsText("eleven metres");
            assertNoViolations(hers, "suggested");

            alice.until(
                    TestNode.wiki("/pages/Berths/suggestions"),
                    list -> list.path("suggestions").size() == 1);
            Page his = writer.tab(alice.uri("/w/Berths").toString());
            assertThat(his.locator(".strip:not([data-strip])"))
                    .containsText("Rita suggests an edit of this page.");
            his.getByText("Look at it").click();
            assertThat(his.locator(".offered")).containsText("Taken in, it is an edit by Rita.");
            assertNoViolations(his, "offered");
            his.getByText("Take it in").click();
            assertThat(his.locator(".strip:not([data-strip])")).containsText("as an edit by Rita");

            rita.until(
                    TestNode.wiki("/pages/Berths/suggestions"),
                    list -> list.path("own").path(0).path("taken").asBoolean());
            hers.reload();
            assertThat(hers.locator(".offered")).containsText("Taken in by Alice");
            hers.navigate(rita.uri("/w/Berths").toString());
            assertThat(hers.locator("article")).containsText("eleven metres in summer");
            hers.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("History"))
                    .first()
                    .click();
            assertThat(hers.locator("main")).containsText("Rita");
        }
    }

    @Test
    void whoIsMadeAReaderWhileHeTypesSuggestsWhatHeTyped() throws Exception {
        role("writer");
        rita.until(TestNode.wiki("/peers"), peers -> rita.node().wikis().getFirst().mayWrite());
        try (Person person = Chromium.shared().person()) {
            Page hers = person.tab(rita.uri("/w/-/edit/Berths").toString());
            var editor = new EditScreenInBrowser(hers);
            editor.typeAtEnd("Taken.");
            editor.awaitSaved();
            alice.until(PAGE, page -> page.toString().contains("Taken."));
            role("reader");
            rita.until(
                    TestNode.wiki("/peers"), peers -> !rita.node().wikis().getFirst().mayWrite());

            editor.typeAtEnd(" Refused.");

            editor.awaitSavedWords("Not saved");
            assertThat(hers.locator("[data-strip=refusal]")).containsText("safe in this browser");
            assertNoViolations(hers, "demoted");
            hers.keyboard().press("Control+Enter");
            assertThat(hers.locator(".toast")).containsText("you can suggest it");
            var suggest = hers.getByRole(AriaRole.BUTTON, named("Suggest what I wrote"));
            assertThat(suggest).isFocused();
            hers.keyboard().press("Enter");
            assertThat(hers.locator("main")).containsText("Suggested. It is kept on this computer");
            assertThat(hers.locator(".offered ins").first()).containsText("Refused.");

            // Made a writer again, she has it once: nothing of it is left in the browser.
            role("writer");
            alice.until(PAGE, page -> page.toString().contains("Taken. Refused."));
            rita.until(PAGE, page -> page.toString().contains("Taken. Refused."));
            hers.navigate(rita.uri("/w/-/edit/Berths").toString());
            var again = new EditScreenInBrowser(hers);
            again.awaitSaved();
            assertEquals(BERTHS + "Taken. Refused.", again.text());
        }
    }

    private void role(String role) throws Exception {
        String peer = TestNode.wiki("/peers/" + rita.node().id());
        assertEquals(200, alice.put(peer, "{\"role\": \"" + role + "\"}").statusCode());
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void assertNoViolations(Page tab, String screen) {
        assertEquals("", String.join("\n", Accessibility.violations(tab, screen)));
    }
}
