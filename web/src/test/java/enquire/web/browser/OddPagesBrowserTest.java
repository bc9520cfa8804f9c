package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages that nobody would write on purpose: each shows something sensible and loses nothing. */
class OddPagesBrowserTest extends AlicesNode {

    private static String wiki;

    @BeforeAll
    static void makeWiki() throws Exception {
        wiki = node.createWiki("Harbour");
    }

    @Test
    void aBrokenPictureSaysWhatItWouldShow() throws Exception {
        node.write(wiki, "Pictures", "Soon.\n");
        String url = node.attach(wiki, "Pictures", "slip.png", "no picture at all");
        String text =
                "![The slip at low water](" + url + ")\n\n![[gone.png]]\n\n<img src='/x%zz'>\n";
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = open(alice, "Pictures", text);
            assertThat(page.locator("article img").first())
                    .hasAttribute("alt", Pattern.compile(".*The slip at low water.*"));
            assertThat(page.locator("article img").first()).hasClass("broken");
            assertThat(page.locator("article .missing-file")).hasText("gone.png");
        }
    }

    @Test
    void malformedFrontMatterIsShownAndTheTextBelowIt() throws Exception {
        String text = "---\ntags: [a, 'b\ntitle: : :\n---\n\n# Plan\n\nDig.\n";
        try (var alice = chromium.person()) {
            Page page = open(alice, "Front", text);
            assertThat(page.locator("article pre")).containsText("tags: [a, 'b");
            assertThat(page.locator("article .notice")).containsText("could not be read");
            assertThat(page.locator("article")).containsText("Dig.");
        }
    }

    @Test
    void aLinkToNowhereOffersWhatItCan() throws Exception {
        String text =
                "[a](gone.md) [b](mailto:) [c](#no-heading) [d]() [e](https://) [[ ]] [[a/../b]]\n";
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = open(alice, "Links", text);
            page.locator("article a.missing").first().click();
            assertThat(page.locator("main")).containsText("Create it");
        }
    }

    @Test
    void tenThousandHeadingsAreAllThere() throws Exception {
        var text = new StringBuilder();
        for (int i = 1; i <= 10_000; i++) {
            text.append("## Berth ").append(i).append("\n\nBoat ").append(i).append(".\n\n");
        }
        try (var alice = chromium.person()) {
            Page page = open(alice, "Berths", text.toString());
            assertThat(page.locator("article h2")).hasCount(10_000);
            page.navigate(node.url("/" + wiki + "/Berths#berth-9999"));
            assertThat(page.getByText("Boat 9999.")).isInViewport();
            assertThat(page.locator(".side [data-toc] a[aria-current]"))
                    .hasText(Pattern.compile("Berth \\d+|Berths"));
        }
    }

    @Test
    void aTableOfFiveThousandRowsIsWhole() throws Exception {
        var text = new StringBuilder("| Boat | Berth | Length | Owner |\n|---|---|---|---|\n");
        for (int i = 1; i <= 5_000; i++) {
            text.append("| Boat %d | %d | 9 m | [[Owner %d]] |\n".formatted(i, i, i % 50));
        }
        try (var alice = chromium.person()) {
            Page page = open(alice, "Boats", text.toString());
            assertThat(page.locator("article tbody tr")).hasCount(5_000);
            assertThat(page.locator("article tbody tr").last()).containsText("Boat 5000");
        }
    }

    private Page open(Person person, String title, String text) throws Exception {
        node.write(wiki, title, text);
        assertEquals(text, node.text(wiki, title));
        Page page = person.tab(node.url("/" + wiki + "/" + title));
        assertTrue(page.locator("h1").first().isVisible());
        return page;
    }
}
