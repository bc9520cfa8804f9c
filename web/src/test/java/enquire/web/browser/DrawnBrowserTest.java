package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Formulas and diagrams, which the browser draws from text that comes from others. */
class DrawnBrowserTest extends WatchedNode {

    private static final String DIAGRAM =
            "```mermaid\ngraph TD\n  A[Low water] --> B[High water]\n```\n";

    /** Where scripts, links and foreign markup might get out of a diagram. */
    private static final List<String> HOSTILE_DIAGRAMS =
            List.of(
                    "graph TD\n  A[\"<img src=x onerror=canary(1)>\"] --> B[\"<script>canary(2)</script>\"]",
                    "graph TD\n  A --> B\n  click A call canary()\n  click B href \"javascript:canary(3)\"",
                    "%%{init: {\"securityLevel\": \"loose\", \"htmlLabels\": true}}%%\ngraph TD\n"
                            + "  A[\"<iframe srcdoc='<script>parent.canary(4)</script>'>\"]",
                    "%%{init: {\"themeCSS\": \"</style><img src=x onerror=canary(5)>\"}}%%\ngraph TD\n  A",
                    "%%{init: {\"fontFamily\": \"x}</style><svg onload=canary(6)>\"}}%%\ngraph TD\n  A",
                    "sequenceDiagram\n  A->>B: <a href='javascript:canary(7)'>x</a>",
                    "classDef x fill:url(http://127.0.0.1:1/ran/)\n",
                    "</code></pre><script>canary(8)</script>",
                    "nonsense that is no diagram");

    private static final List<String> HOSTILE_FORMULAS =
            List.of(
                    "\\href{javascript:canary(1)}{x}",
                    "\\url{javascript:canary(1)}",
                    "\\includegraphics{http://127.0.0.1:1/ran/x.png}",
                    "\\htmlStyle{background: url(/ran/)}{x}",
                    "\\htmlData{a=b}{x}",
                    "\\text{<img src=x onerror=canary(2)>}",
                    "\\color{red;background:url(/ran/)}{x}",
                    "\\unicode{<svg onload=canary(3)>}",
                    "\\def\\a{\\a\\a}\\a",
                    "\\rule{9999em}{9999em}",
                    "\\kern-999em x",
                    "{".repeat(200) + "x" + "}".repeat(200),
                    "\\frac{".repeat(60) + "x" + "}{y}".repeat(60),
                    "\\begin{matrix}" + "a&".repeat(400) + "\\end{matrix}");

    /** KaTeX's styles and MathML, the frame while it draws, and pictures, in which nothing runs. */
    private static final Pattern OURS =
            Pattern.compile(
                    "(?s)armed (<math|(span|svg) style="
                            + "|<iframe sandbox=\"allow-scripts\" class=\"diagram-frame\""
                            + "|img src=data:image/svg\\+xml|img style=background: rgb).*");

    private static String wiki;

    @BeforeAll
    static void makeWiki() throws Exception {
        wiki = node.createWiki("Harbour");
    }

    @Test
    void formulasAreDrawnAndSaidAndOneThatIsWrongStaysText() throws Exception {
        node.write(wiki, "Tides", "So $a^2$ and $\\nonsense$.\n\n$$\n\\frac{1}{2}\n$$\n");
        Page page = watch.look(node.url("/" + wiki + "/Tides"));
        assertThat(page.locator("article .katex")).hasCount(2);
        assertThat(page.locator("article .math-drawn-display .mfrac").first()).isVisible();
        assertThat(page.locator("article .katex math").first()).isAttached();
        assertThat(page.locator("article code.math-wrong")).hasText("\\nonsense");
        assertThat(page.locator("article code.math-wrong"))
                .hasAttribute("title", Pattern.compile("cannot be drawn.*"));
        page.waitForCondition(
                () -> page.evaluate("document.fonts.check('16px KaTeX_Main')").equals(true));
        assertEquals(List.of(), watch.violations());
    }

    @Test
    void aDiagramIsAPictureOfItsOwnFrameAndItsTextIsKept() throws Exception {
        node.write(wiki, "Plan", DIAGRAM);
        Page page = watch.look(node.url("/" + wiki + "/Plan"));
        Locator picture = page.locator("article figure.diagram img");
        assertThat(picture).isVisible();
        page.waitForCondition(() ->
                (boolean) picture.evaluate("image => image.complete && image.naturalWidth > 50"));
        assertTrue(picture.getAttribute("src").contains("High"));
        assertThat(page.locator("iframe")).hasCount(0);
        page.locator("article figure.diagram summary").click();
        assertThat(page.locator("article figure.diagram pre")).containsText("A[Low water]");
        assertEquals(List.of(), watch.violations());
    }

    @Test
    void nothingOfItIsLoadedWhereThereIsNothingToDraw() throws Exception {
        node.write(wiki, "Prices", "It costs $5 and $6. `graph TD`\n");
        try (var alice = Chromium.shared().person()) {
            Page page = alice.tab();
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url()));
            page.navigate(node.url("/" + wiki + "/Prices"));
            assertThat(page.locator("article")).containsText("It costs $5 and $6.");
            page.locator("h1").click();
            assertTrue(
                    asked.stream().noneMatch(url -> url.matches(".*/(math|diagram|KaTeX).*")),
                    asked.toString());
        }
    }

    @Test
    void hostileOnesRunNothingAndTheOthersAreDrawn() throws Exception {
        // First: after some seconds of drawing, the formulas that are left stay text.
        var text = new StringBuilder("So $z^9$.\n\n");
        for (String diagram : HOSTILE_DIAGRAMS) {
            text.append("```mermaid\n").append(diagram).append("\n```\n\n");
        }
        text.append(DIAGRAM).append('\n');
        for (String formula : HOSTILE_FORMULAS) {
            text.append("$$\n").append(formula).append("\n$$\n\n");
        }
        node.write(wiki, "Hostile", text.toString());
        Page page = watch.look(node.url("/" + wiki + "/Hostile"));
        assertThat(page.locator("article p .katex").first()).containsText("z");
        assertThat(page.locator("iframe")).hasCount(0);
        assertThat(page.locator("article figure.diagram img").last())
                .hasAttribute("src", Pattern.compile(".*High.*"));
        assertThat(page.locator("article p.notice").last()).containsText("cannot be drawn");
        watch.look();
        // What the script itself puts there.
        watch.executions().removeIf(found -> OURS.matcher(found).matches());
        // mermaid did make an element of one of them: within the frame, whose policy forbade the
        // rest, which is what the frame is for. No other policy has a hash.
        watch.violations()
                .removeIf(said ->
                        said.contains("script-src 'sha256-")
                                || said.contains(node.origin() + "/-/assets/diagram-"));
        watch.assertNothingRan(
                "diagrams and formulas", HOSTILE_DIAGRAMS.size() + HOSTILE_FORMULAS.size());
    }
}
