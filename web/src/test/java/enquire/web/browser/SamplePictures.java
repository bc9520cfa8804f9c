package enquire.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import enquire.web.screens.SampleDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A picture of each screen that the others show with no real pages: its sample, on a desktop in the
 * light and on a phone in the dark. A screen without a sample fails {@code TemplatesTest}, so none
 * is without a picture.
 */
final class SamplePictures {

    private static final int HEIGHT = 800;

    /** Those that are shown with what people wrote. */
    private static final Set<String> SHOWN_WITH_REAL_PAGES =
            Set.of("changes", "edit", "history", "links", "map", "read", "search", "sync", "tree");

    /** What stands further down on a screen: where it is, by the name of the picture. */
    private static final Map<String, Below> BELOW =
            Map.of(
                    "sync-invites",
                    new Below("sync.jte", "#invites"),
                    "suggestions-suggest",
                    new Below("suggestions.jte", "[value=suggest]"));

    private record Below(String template, String selector) {}

    private SamplePictures() {}

    /**
     * @param node whose styles and scripts the samples load
     */
    static void make(RunningNode node, Chromium chromium, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> rendered = SampleDocuments.rendered();
        Map<String, String> documents = new TreeMap<>(SampleDocuments.renderedStates());
        BELOW.forEach((name, place) -> documents.put(name, rendered.get(place.template())));
        rendered.forEach((template, document) -> {
            String name = template.replace(".jte", "");
            if (!SHOWN_WITH_REAL_PAGES.contains(name)) {
                documents.put(name, document);
            }
        });
        take(
                node,
                chromium.personWithoutServiceWorker(1280, HEIGHT, ColorScheme.LIGHT),
                documents,
                folder,
                ".png");
        take(
                node,
                chromium.personWithoutServiceWorker(390, HEIGHT, ColorScheme.DARK),
                documents,
                folder,
                "-phone.png");
    }

    private static void take(
            RunningNode node,
            Person newPerson,
            Map<String, String> documents,
            Path folder,
            String suffix) {
        try (Person person = newPerson.whoseNodeMayFail()) {
            Page page = person.tab();
            documents.forEach((name, document) -> {
                String path = "/-/sample/" + name;
                var html =
                        new Route.FulfillOptions()
                                .setContentType("text/html; charset=utf-8")
                                .setBody(document);
                page.route("**" + path, route -> route.fulfill(html));
                page.navigate(node.url(path));
                page.evaluate("document.fonts.ready");
                if (BELOW.containsKey(name)) {
                    page.locator(BELOW.get(name).selector())
                            .first()
                            .evaluate("place => place.scrollIntoView({block: 'center'})");
                }
                page.screenshot(
                        new Page.ScreenshotOptions().setPath(folder.resolve(name + suffix)));
            });
        }
    }
}
