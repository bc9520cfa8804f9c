package enquire.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Looks at a screen with axe-core: WCAG 2.0, 2.1 and 2.2 up to AA and best practices, light and
 * dark, on a desktop and on a phone. In the dark only the rules about colours are asked again: the
 * document is the same.
 */
final class Accessibility {

    /** In CSS pixels: a common laptop and a common phone (screens specification, section 7). */
    static final int[] WIDTHS = {1280, 390};

    private static final int HEIGHT = 800;

    /** Runs the rules and says what each violation is about, one line each. */
    private static final String RUN =
            """
            async (dark) => {
              const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const results = await axe.run(document, {
                resultTypes: ['violations'],
                runOnly: dark
                  ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
                  : { type: 'tag', values: everything },
              });
              return results.violations.flatMap(({ id, nodes }) =>
                nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
            }
            """;

    private static final String SCRIPT = script();

    private Accessibility() {}

    /** Every violation of this screen in any of the four looks, one line each. */
    static List<String> violations(Page page, String screen) {
        var violations = new ArrayList<String>();
        page.evaluate(SCRIPT);
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                // A colour on its way to another would be measured somewhere in between.
                page.emulateMedia(
                        new Page.EmulateMediaOptions()
                                .setColorScheme(colours)
                                .setReducedMotion(ReducedMotion.REDUCE));
                for (Object violation : (List<?>) page.evaluate(RUN, colours == ColorScheme.DARK)) {
                    violations.add("%s, %d, %s: %s".formatted(screen, width, colours, violation));
                }
            }
        }
        page.setViewportSize(WIDTHS[0], HEIGHT);
        return violations;
    }

    private static String script() {
        try (InputStream axe = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
