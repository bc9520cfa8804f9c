package enquire.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import enquire.editor.page.PageId;
import enquire.storage.Repository;
import java.nio.file.Path;

/** Pictures of a page that Alice and Bob changed while their computers were out of touch. */
final class ApartPictures {

    private static final String TEXT =
            """
            The slipway carries boats up to 11 tonnes between the basin and the hard.

            ## Winch rating

            The plate says 8 tonnes. The surveyor comes on the 28th.

            - Paint the limit on the drum
            - Ask the yard for a quote
            """;

    private ApartPictures() {}

    /**
     * @param data for the nodes
     */
    static void make(Path data, Chromium chromium, Path folder) {
        try (var people = new TwoPeopleApart(data)) {
            PageId page = people.page("Slipway repair", TEXT);
            write(
                    TwoPeopleApart.wiki(people.alice()).repository(),
                    page,
                    TEXT.replace("8 tonnes", "8 tonnes, but the cable is new"));
            write(
                    TwoPeopleApart.wiki(people.bob()).repository(),
                    page,
                    TEXT.replace("The plate says 8", "The plate of the drum says 7.5")
                            .replace("a quote", "a quote by Friday"));
            people.meet();
            people.awaitEqual();
            String edit = people.alice().uri("/w/-/edit/Slipway_repair").toString();
            String decide = people.alice().uri("/w/-/overlaps/Slipway_repair").toString();
            try (var person = chromium.person(1280, 800, ColorScheme.LIGHT)) {
                Page tab = person.tab(edit);
                tab.locator("[data-strip=overlaps] button").click();
                tab.locator(".overlap-popover").waitFor();
                picture(tab, folder.resolve("overlap.png"));
            }
            try (var person = chromium.person(390, 800, ColorScheme.LIGHT)) {
                Page tab = person.tab(decide);
                tab.locator(".overlap").first().waitFor();
                picture(tab, folder.resolve("overlap-phone.png"));
            }
        }
    }

    private static void write(Repository pages, PageId page, String text) {
        pages.write(page, pages.version(page).orElseThrow(), text);
    }

    private static void picture(Page page, Path file) {
        page.evaluate("document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
