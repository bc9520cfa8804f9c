package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What scripts say to somebody whose browser asks for German. */
class GermanBrowserTest extends AlicesNode {

    @Test
    void theEditorItsSearchItsListsAndTheNodeThatGoesAwaySpeakGerman() throws Exception {
        node.ensureRunning();
        String wiki = node.createWiki("Hafen");
        node.write(wiki, "Slipanlage", "Elf Tonnen.\n");
        try (var alice = chromium.person("de-DE").whoseNodeMayFail()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Slipanlage");
            Page page = editor.page();
            editor.awaitSavedWords("Auf diesem Computer gespeichert");

            editor.typeAtEnd("/");
            Locator rows = page.locator(".cm-tooltip-autocomplete li");
            assertThat(rows.first()).hasText(Pattern.compile("^Überschrift.*"));
            page.keyboard().type("tab");
            assertThat(rows).hasText(new Pattern[] {Pattern.compile("^Tabelle.*")});
            page.keyboard().press("Escape");
            page.keyboard().press("Backspace");
            page.keyboard().press("Backspace");
            page.keyboard().press("Backspace");
            page.keyboard().press("Backspace");
            page.keyboard().type("[[Kran");
            assertThat(rows.last()).hasText("Seite „Kran“ anlegenUmschalt Eingabe");
            page.keyboard().press("Shift+Enter");

            page.keyboard().press("Control+f");
            assertThat(page.getByRole(AriaRole.TEXTBOX, named("Suchen"))).isFocused();
            assertThat(page.locator(".cm-search"))
                    .hasText(
                            "weiterzurückalleGroß/kleinRegulärer AusdruckGanze Wörterersetzenalle ersetzen×");
            var toolbar = page.locator(".toolbar").boundingBox();
            assertTrue(
                    page.locator(".cm-search").boundingBox().y >= toolbar.y + toolbar.height,
                    "the search covers the toolbar");
            page.keyboard().press("Escape");

            page.keyboard().press("Control+k");
            assertThat(page.locator("dialog.palette input"))
                    .hasAttribute("placeholder", "Suchen oder zu einer Seite gehen");
            page.keyboard().type(">abgl");
            assertThat(page.locator("dialog.palette [role=option]"))
                    .hasText("Computer und Abgleich");
            assertThat(page.locator("dialog.palette .group")).hasText("Befehle");
            page.keyboard().press("Escape");

            editor.awaitSavedWords("Auf diesem Computer gespeichert");
            node.kill();
            editor.typeAtEnd(" Ohne Netz.");
            assertThat(page.locator("[data-strip=node]"))
                    .hasText(
                            "Der Knoten antwortet nicht. Einfach weiterschreiben: Die Änderungen bleiben"
                                    + " in diesem Browser und werden gesendet, sobald er wieder da ist."
                                    + "Was bedeutet das?");
            editor.awaitSavedWords("Nur in diesem Browser");
            node.restart();
            assertThat(page.locator(".toast"))
                    .hasText(Pattern.compile("Wieder verbunden\\. \\d+ Änderungen gesendet\\."));
            editor.awaitSavedWords("Auf diesem Computer gespeichert");
            assertEquals("Elf Tonnen.\n[[Kran]] Ohne Netz.", node.text(wiki, "Slipanlage"));
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
