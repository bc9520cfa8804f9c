package enquire.web.screens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

    private static final String HOSTILE =
            "\"'><script>alert(1)</script><img src=x onerror=alert(2)>` ${1+1}";
    private static final Pattern INLINE = Pattern.compile("<[^>]* (style|on[a-z]+)=\"");
    private static final Pattern SCRIPT = Pattern.compile("<script(?! [^>]*src=\"/-/assets/)");

    private final Templates templates = new Templates();

    static Stream<Screen> harmless() {
        return SampleScreens.with("Slipway repair").stream();
    }

    static Stream<Screen> hostile() {
        return SampleScreens.with(HOSTILE).stream();
    }

    @Test
    void thereIsASampleOfEveryScreen() {
        var sampled = harmless().map(Object::getClass).distinct().count();

        assertEquals(Screen.class.getPermittedSubclasses().length, sampled);
    }

    /** {@code docs/screens/make} takes them; a new screen is looked at before it is shown. */
    @Test
    void thereIsAPictureOfEveryScreen() {
        Path pictures = Path.of("../docs/screens");
        for (var screen : harmless().toList()) {
            var name = screen.template().replace(".jte", ".png");

            assertTrue(
                    Files.exists(pictures.resolve(name))
                            || Files.exists(pictures.resolve("samples").resolve(name)),
                    name);
        }
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void everyScreenIsADocumentWithOneHeadingAndItsLandmarks(Screen screen) {
        var html = templates.render(screen);

        assertTrue(html.stripLeading().startsWith("<!DOCTYPE html>"), html);
        assertEquals(1, occurrences(html.replaceAll("(?s)<article.*</article>", ""), "<main"));
        assertTrue(occurrences(html, "<h1") >= 1, html);
        assertTrue(html.contains("href=\"#main\""), html);
        assertTrue(html.stripTrailing().endsWith("</html>"), html);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatPeopleTypeIsEscapedEverywhere(Screen screen) {
        var html = templates.render(screen);

        assertFalse(html.contains("<script>alert"), html);
        assertFalse(html.contains("<img src=x"), html);
        assertFalse(Pattern.compile("=\"\"'>").matcher(html).find(), html);
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void nothingNeedsInlineScriptOrInlineStyle(Screen screen) {
        var html = templates.render(screen);

        assertFalse(INLINE.matcher(html).find(), html);
        assertFalse(SCRIPT.matcher(html).find(), html);
    }

    @Test
    void theEditorsScriptIsLoadedByTheEditScreenAlone() {
        for (var screen : harmless().toList()) {
            var html = templates.render(screen);

            assertEquals(
                    screen instanceof EditScreen,
                    html.contains(Assets.path("edit.js")),
                    screen.template());
        }
    }

    @Test
    void aHistoryOfWhichNothingIsHereSaysSoInsteadOfAnEmptyList() {
        var sample =
                harmless()
                        .filter(HistoryScreen.class::isInstance)
                        .map(HistoryScreen.class::cast)
                        .findFirst()
                        .orElseThrow();
        var html =
                templates.render(
                        new HistoryScreen(
                                sample.frame(),
                                sample.title(),
                                sample.paths(),
                                List.of(),
                                "",
                                List.of(),
                                List.of(),
                                SampleScreens.NONE,
                                SampleScreens.NONE,
                                SampleScreens.NONE,
                                Optional.empty()));

        assertTrue(html.contains("Nothing of this page is here yet."), html);
        assertFalse(html.contains("data-sessions"), html);
    }

    @Test
    void aPlainTextareaKeepsALeadingEmptyLine() {
        var html =
                harmless()
                        .filter(PlainEditScreen.class::isInstance)
                        .map(templates::render)
                        .findFirst()
                        .orElseThrow();

        // A browser drops the first line break after <textarea>, so there must be one to drop.
        assertTrue(Pattern.compile("<textarea[^>]*>\n\nSlipway repair").matcher(html).find(), html);
    }

    private static int occurrences(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
