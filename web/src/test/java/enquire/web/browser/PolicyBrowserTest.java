package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the content policy is for: markup that came through everything else does not run. It is put
 * into real screens from outside, and the browser says what it forbade.
 */
class PolicyBrowserTest extends WatchedNode {

    /**
     * Puts it there and answers with what came of it: the element's script, or what the policy
     * says. Whichever way it goes, one of the two comes.
     */
    private static final String INSERT =
            """
            way => new Promise(done => {
              window.ran = () => done('ran');
              addEventListener('securitypolicyviolation',
                event => done(event.effectiveDirective + ' ' + event.blockedURI), { once: true });
              const made = document.createElement(way.element);
              for (const [name, value] of Object.entries(way.attributes)) made.setAttribute(name, value);
              made.textContent = way.text;
              document.body.append(made);
              if (way.element === 'style' || way.attributes.style) {
                const colour = getComputedStyle(made).outlineColor;
                if (colour === 'rgb(1, 2, 3)') done('ran');
              }
              if (way.element === 'a' || way.element === 'p') made.click();
            })
            """;

    private static final String COLOUR = "outline-color: rgb(1, 2, 3)";

    private record Way(String element, Map<String, String> attributes, String text, String told) {}

    private static final List<Way> WAYS =
            List.of(
                    new Way("script", Map.of(), "ran()", "script-src-elem inline"),
                    new Way("script", Map.of("type", "module"), "ran()", "script-src-elem inline"),
                    new Way(
                            "script",
                            Map.of("src", "data:text/javascript,ran()"),
                            "",
                            "script-src-elem data"),
                    new Way("p", Map.of("onclick", "ran()"), "x", "script-src-attr inline"),
                    new Way("a", Map.of("href", "javascript:ran()"), "x", "script-src-elem inline"),
                    new Way("style", Map.of(), "style {" + COLOUR + "}", "style-src-elem inline"),
                    new Way("p", Map.of("style", COLOUR), "x", "style-src-attr inline"));

    @Test
    void noMarkupRunsOnAnyScreenThatDidNotComeWithIt() throws Exception {
        String wiki = node.createWiki("Caged");
        node.write(wiki, "Slip", "words\n");
        List<String> screens =
                List.of(
                        "/" + wiki + "/Slip",
                        "/" + wiki + "/-/edit/Slip",
                        "/" + wiki + "/-/search?q=words",
                        "/-/settings");
        for (String screen : screens) {
            Page page = watch.look(node.url(screen));
            for (Way way : WAYS) {
                Object told =
                        page.evaluate(
                                INSERT,
                                Map.of(
                                        "element", way.element(),
                                        "attributes", way.attributes(),
                                        "text", way.text()));
                assertEquals(way.told(), told, () -> screen + " " + way);
            }
        }
        // The ears of every other test of this kind: the event, and the line in the console.
        List<String> heard = watch.violations();
        assertTrue(heard.stream().anyMatch(said -> said.startsWith("script-src-elem inline")));
        assertTrue(heard.stream().anyMatch(said -> said.contains("inline script violates")));
    }
}
