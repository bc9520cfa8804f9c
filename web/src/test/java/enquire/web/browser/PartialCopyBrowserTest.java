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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bob's computer keeps titles and what he opens; Alice's has everything. */
class PartialCopyBrowserTest {

    /** Both are titles and texts that a page may have. */
    private static final String HOSTILE = "<img src=x onerror=\"canary('title')\">";

    private static final String HOSTILE_TEXT =
            "The winch. `<svg onload=canary('snippet')>` <script>canary('text')</script>\n";

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Wiki ofAlice;

    @BeforeEach
    void meet(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        alice = TestNode.start(alices);
        bob = TestNode.start(bobs, "Bob");
        ofAlice = alice.node().create("w");
        ofAlice.repository().create(new Title("Roses"), "See [[Tulips]] and [[Nowhere]].\n");
        alice.node().listen();
        bob.node().listen();
        bob.node().join(ofAlice.invite(Role.WRITER).text());
        bob.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Roses"));
    }

    @Test
    void titlesAreKnownHitsAreFoundAndWhatIsOpenedIsFetchedAndNothingOfItRuns() throws Exception {
        var context = Chromium.shared().profile();
        try (var watch = new ExecutionWatch(context, origin())) {
            Page page = watch.look(path("/w/-/sync"));
            page.getByLabel("all titles, and the pages").check();
            button(page, "Keep so much");
            assertThat(page.locator("form.card [role=status]")).containsText("1 page is here.");
            ofAlice.repository().create(new Title("Tulips"), "Yellow, by the crane.\n");
            ofAlice.repository().create(new Title(HOSTILE), HOSTILE_TEXT);
            bob.until(TestNode.wiki("/carry"), carried -> carried.path("elsewhere").asInt() == 2);

            watch.look(path("/w/-/pages"));
            assertThat(page.locator(".rows .note").first()).hasText("Not on this computer yet");
            assertThat(page.getByText(HOSTILE)).isVisible();
            watch.look(path("/w/-/wanted"));
            assertThat(page.locator("main")).not().containsText("Tulips");
            watch.look(path("/w/Roses"));
            assertThat(page.locator("article a.missing")).hasText("Nowhere");

            page.getByText("Tulips", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("article")).containsText("by the crane");
            page.waitForURL(url -> url.endsWith("/w/Tulips"));

            watch.look(path("/w/-/search?q=winch"));
            assertThat(page.locator("main .lead")).containsText("No page contains");
            page.getByLabel("On this computer and those of collaborators").check();
            page.locator("main form").evaluate("form => form.submit()");
            assertThat(page.locator(".hits .holders")).containsText("but with Alice");
            watch.look();
            assertThat(page.locator(".hits mark")).hasText("winch");
            assertEquals(List.of(), violations(page));

            page.locator(".hits .found").click();
            assertThat(page.locator("article")).containsText("The winch.");
            watch.look();
            assertEquals(
                    3, bob.json(TestNode.wiki("/carry")).path("pages").asInt(), "all are kept");

            ofAlice.repository().create(new Title("Lilies"), "White.\n");
            bob.until(TestNode.wiki("/carry"), carried -> carried.path("elsewhere").asInt() == 1);
            alice.node().close();
            bob.until(
                    TestNode.wiki("/peers"),
                    peers -> !peers.path("peers").path(0).path("connected").asBoolean());
            watch.look(path("/w/Lilies"));
            assertThat(page.locator("main .lead")).containsText("cannot be fetched");
            watch.look(path("/w/-/search?scope=collaborators&q=crane"));
            assertThat(page.locator("main .strip.wait")).containsText("Nobody you share");
            watch.executions().removeIf(what -> what.startsWith("request"));
            assertEquals(List.of(), watch.executions());
        }
    }

    private static List<String> violations(Page page) {
        var found = new ArrayList<String>();
        for (int width : Accessibility.WIDTHS) {
            page.setViewportSize(width, 800);
            found.addAll(Accessibility.violations(page, "search " + width));
        }
        return found;
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
    }

    private String origin() {
        return "http://" + bob.uri("/").getAuthority();
    }

    private String path(String path) {
        return bob.uri(path).toString();
    }
}
