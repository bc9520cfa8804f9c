package enquire.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CodeHighlightingTest {

    private static final List<String> LANGUAGES =
            List.of("java", "js", "python", "html", "php", "rust", "sql", "bash", "yaml", "c++");

    private static final List<String> PIECES =
            List.of(
                    "\"",
                    "'",
                    "`",
                    "/*",
                    "*/",
                    "//",
                    "<",
                    ">",
                    "<!--",
                    "<script>",
                    "</script>",
                    "<?php",
                    "{{",
                    "${",
                    "$",
                    "#",
                    "\\",
                    "\\u",
                    "(",
                    "[",
                    "0x",
                    "1e",
                    "if",
                    "class ",
                    "@",
                    "&amp;",
                    "\t",
                    "😀",
                    "\u2028",
                    "\"\"\"",
                    "<<EOF",
                    "--[[",
                    "/",
                    "]]>",
                    "\n");

    @Test
    void whatMeansSomethingGetsAClass() {
        assertEquals(
                "<pre><code class=\"language-java\"><span class=\"tok-keyword\">return</span>"
                        + " <span class=\"tok-string\">&quot;a&lt;b&quot;</span>;"
                        + " <span class=\"tok-comment\">// why</span>\n</code></pre>",
                block("java", "return \"a<b\"; // why\n"));
    }

    @Test
    void aCommentGoesOnOverLines() {
        assertTrue(
                block("c", "/* one\ntwo */ int x;\n")
                        .contains("<span class=\"tok-comment\">two */</span>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "mermaid", "math", "text"})
    void aLanguageThatNobodyKnowsStaysPlain(String language) {
        assertFalse(block(language, "return 1;\n").contains("<span"));
    }

    @Test
    void whatIsOverABoundStaysPlainAndWhole() {
        String longest = "x".repeat(CodeHighlighting.LINE_CHARS_MAX - 8) + " = true;\n";
        assertTrue(block("java", longest).contains("tok-"), "as long as may be");
        assertFalse(block("java", "x" + longest).contains("tok-"), "one longer");
        String page = "return 1;\n".repeat(CodeHighlighting.PAGE_CHARS_MAX / 10);
        assertTrue(block("java", page).contains("tok-"));
        String more = block("java", page + "return 1;\n");
        assertFalse(more.contains("tok-"));
        assertTrue(more.contains(page), "the text is there");
    }

    @Test
    void thousandsOfBlocksShareOneBound() {
        String body = sanitized("java", "return 1;\n").repeat(20_000);
        String html = CodeHighlighting.in(new SafeHtml(body)).html();
        assertEquals(
                CodeHighlighting.PAGE_CHARS_MAX / 10, html.split("tok-keyword", -1).length - 1);
    }

    @Test
    void hostileCodeKeepsItsTextAndAddsNothingElse() {
        var random = new Random(7);
        for (int i = 0; i < 600; i++) {
            var code = new StringBuilder();
            int pieces = random.nextInt(200);
            for (int j = 0; j < pieces; j++) {
                code.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String language = LANGUAGES.get(i % LANGUAGES.size());
            String plain = sanitized(language, code.toString());
            String html = CodeHighlighting.in(new SafeHtml(plain)).html();
            assertTrue(
                    html.replaceAll("</?span(?: class=\"tok-[a-z]+\")?>", "")
                            .matches(
                                    "(?s)<pre><code class=\"language-[^\"]+\">(?:[^<]|<!-- -->)*</code></pre>"),
                    html);
            assertEquals(text(plain), text(html), code.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "rust", "js", "less", "scala", "latex", "html"})
    void longLinesOfOnePieceEndSoon(String language) {
        for (String piece : PIECES) {
            if (!piece.equals("\n")) {
                String line = piece.repeat(CodeHighlighting.LINE_CHARS_MAX / piece.length()) + "\n";
                block(language, line.repeat(10));
            }
        }
    }

    private static String text(String html) {
        return org.owasp.html.Encoding.decodeHtml(
                html.replace("<!-- -->", "").replaceAll("<[^>]*>", ""), false);
    }

    private static String block(String language, String code) {
        return CodeHighlighting.in(new SafeHtml(sanitized(language, code))).html();
    }

    private static String sanitized(String language, String code) {
        String html =
                "<pre><code class=\"language-%s\">%s</code></pre>"
                        .formatted(language, SafeHtml.escaped(code).html());
        return HtmlSanitizer.sanitize(html).html();
    }
}
