package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Bob is made a reader, a writer again, and removed, while he types: his words are never gone. */
class LoweredWhileTypingBrowserTest {

    private static final String PAGE = TestNode.wiki("/pages/Crane");
    private static final String KEPT = "Words that you wrote here are kept in this browser";

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Wiki ofAlice;
    private Wiki ofBob;

    @BeforeEach
    void share(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        alice = TestNode.start(alices, "Alice");
        bob = TestNode.start(bobs, "Bob");
        ofAlice = alice.node().create("w");
        ofAlice.repository().create(new Title("Crane"), "Ask the office. ");
        alice.node().listen();
        bob.node().listen();
        ofBob = bob.node().join(ofAlice.invite(Role.WRITER).text());
        bob.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Crane"));
    }

    @Test
    void hisWordsAreShownAfterAReloadAndSuggestedOrSavedOnceHeMayWrite() throws Exception {
        try (Person person = Chromium.shared().person().whoseNodeMayFail()) {
            Page his = person.tab(bob.uri("/w/-/edit/Crane").toString());
            var editor = new EditScreenInBrowser(his);
            editor.typeAtEnd("Taken.");
            editor.awaitSaved();
            alice.until(PAGE, page -> page.toString().contains("Taken."));
            makeReader();
            editor.typeAtEnd(" Refused.");
            editor.awaitSavedWords("Not saved");

            his.reload();
            var again = new EditScreenInBrowser(his);

            again.awaitText("Ask the office. Taken. Refused.");
            assertThat(his.getByText("Suggest what I wrote")).isVisible();
            assertThat(his.locator("[data-done]")).isVisible();
            his.keyboard().press("Control+Enter");
            assertThat(his.locator(".toast")).containsText("you can suggest it");
            assertNoViolations(his, "kept");

            Page reading = person.tab(bob.uri("/w/Crane").toString());
            assertThat(reading.locator("[data-strip=kept]")).containsText(KEPT);
            assertThat(reading.locator("article")).not().containsText("Refused.");
            // He knows himself what he has open in another tab.
            assertThat(reading.locator("[data-editing]")).isEmpty();
            assertNoViolations(reading, "reading");
            // The words are in the other tab: this one says nothing else, and is no dead end.
            reading.getByText("Look at them").click();
            reading.waitForURL(bob.uri("/w/Crane").toString());
            reading.navigate(bob.uri("/w/-/edit/Nowhere").toString());
            assertThat(reading.getByRole(AriaRole.LINK, named("Read Crane"))).hasCount(0);
            assertThat(reading.locator("main .row a")).hasCount(1);

            long before = System.nanoTime();
            ofAlice.membership().changeRole(bob.node().id(), Role.WRITER);
            again.awaitSaved();
            alice.until(PAGE, page -> page.toString().contains("Taken. Refused."));
            assertThat(his.locator("[data-strip=refusal]")).hasCount(0);
            System.out.printf(
                    "A writer again, and saved after %,d ms%n",
                    (System.nanoTime() - before) / 1_000_000);
            reading.navigate(bob.uri("/w/Crane").toString());
            assertThat(reading.locator("article")).containsText("Refused.");
            assertThat(reading.locator("[data-strip=kept]")).hasCount(0);

            // Made a reader once more, he closes the editor; a writer again, he is told of his
            // words.
            makeReader();
            again.typeAtEnd(" Kept.");
            again.awaitSavedWords("Not saved");
            his.close();
            ofAlice.membership().changeRole(bob.node().id(), Role.WRITER);
            bob.until(PAGE, page -> ofBob.mayWrite());
            reading.navigate(bob.uri("/w/Crane").toString());
            assertThat(reading.locator("[data-strip=kept]")).containsText(KEPT);
            reading.getByText("Bring them in").click();
            alice.until(PAGE, page -> page.toString().contains("Refused. Kept."));
            reading.navigate(bob.uri("/w/Crane").toString());
            assertThat(reading.locator("article")).containsText("Kept.");
            assertThat(reading.locator("[data-strip=kept]")).hasCount(0);
        }
    }

    @Test
    void whoIsRemovedSeesHisWordsAndWhatLeadsBack() throws Exception {
        try (Person person = Chromium.shared().person().whoseNodeMayFail()) {
            Page his = person.tab(bob.uri("/w/-/edit/Crane").toString());
            var editor = new EditScreenInBrowser(his);
            editor.typeAtEnd("Taken.");
            editor.awaitSaved();
            ofAlice.membership().remove(bob.node().id());
            bob.until(PAGE, page -> ofBob.ownDeparture().isPresent());
            editor.typeAtEnd(" Refused.");
            assertThat(his.locator("[data-strip=refusal]")).containsText("safe in this browser");

            his.navigate(bob.uri("/w/-/edit/Crane").toString());
            var again = new EditScreenInBrowser(his);

            assertTrue(again.text().contains(" Refused."), again.text());
            assertThat(his.locator("[data-strip=refusal]")).containsText("Only a new invite");
            his.keyboard().press("Control+Enter");
            assertThat(his.locator(".toast")).containsText("Not saved yet");
            assertNoViolations(his, "removed, with words");
            his.getByText("Read the page").click();
            assertThat(his.locator("[data-strip=kept]")).containsText(KEPT);

            Page other = person.tab(bob.uri("/w/-/edit/").toString());
            assertThat(other.locator("main")).containsText("You were removed from this wiki");
            assertThat(other.locator("main .row a"))
                    .containsText(new String[] {"Use an invite", "Read Home"});
            assertNoViolations(other, "no editing");
        }
    }

    private void makeReader() throws Exception {
        ofAlice.membership().changeRole(bob.node().id(), Role.READER);
        bob.until(PAGE, page -> !ofBob.mayWrite());
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void assertNoViolations(Page tab, String screen) {
        assertEquals("", String.join("\n", Accessibility.violations(tab, screen)));
    }
}
