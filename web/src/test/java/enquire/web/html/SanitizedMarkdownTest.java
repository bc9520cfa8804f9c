package enquire.web.html;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.markdown.Destination;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.Markdown;
import enquire.editor.markdown.PageLinks;
import enquire.editor.markdown.Transclusion;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sanitiser keeps what the renderer makes of a page, and nothing of it runs. */
class SanitizedMarkdownTest {

    @Test
    void everythingTheRendererMakesIsKept() {
        String text =
                """
                # Tide *tables* für 日本

                See [[Page|label]], [[Missing]], [[other:Page]], [doc](a.pdf), ![[a.png|300x20]], #tag.
                ![A](https://e.example/a.png) [x](https://e.example/?a=1&b=2#c) ![[gone.png]]
                ![[a.mp4|320]] ![[a.mp3]]

                - [ ] one
                - [x] two

                | a | b |
                |:--|:-:|
                | 1 | 2 |

                > [!WARNING]
                > Body[^note] and[^ä.b]

                ![[Shown]]

                ```java
                int a = 1;
                ```

                ~~old~~ <kbd>Esc</kbd>

                [^note]: A note
                [^ä.b]: Another
                """;
        String safe =
                HtmlSanitizer.sanitize(Markdown.render(text, new Wiki()).unsanitisedHtml()).html();
        for (String expected :
                new String[] {
                    "<h1 id=\"tide-tables-für-日本\">",
                    "<a class=\"link\" href=\"/w/Page\">label</a>",
                    "<a class=\"missing\" href=\"/w/Missing\" title=\"This page does not exist yet."
                            + " Open it to create it.\">Missing</a>",
                    "<a class=\"other-wiki\" href=\"/other/Page\">",
                    "<a class=\"file\" href=\"/w/-/file/a.pdf\">doc</a>",
                    "<img src=\"/w/-/file/a.png\" alt=\"a.png\" width=\"300\" height=\"20\" />",
                    "<video controls=\"\" preload=\"metadata\" src=\"/w/-/file/a.mp4\""
                            + " title=\"a.mp4\" width=\"320\"><a class=\"file\""
                            + " href=\"/w/-/file/a.mp4\">a.mp4</a></video>",
                    "<audio controls=\"\" preload=\"metadata\" src=\"/w/-/file/a.mp3\"",
                    "<a class=\"tag\" href=\"/w/-/tags/tag\">#tag</a>",
                    "<a class=\"remote-image\" href=\"https://e.example/a.png\" title=\"A\""
                            + " rel=\"noopener noreferrer\">Load image</a>",
                    "rel=\"noopener noreferrer\">x</a>",
                    "<span class=\"missing-file\" title=\"This file is not in the wiki.\">",
                    "<li class=\"task\"><input type=\"checkbox\" disabled=\"disabled\""
                            + " data-task=\"0\" aria-label=\"Task 1\" /> one",
                    "checked=\"checked\" data-task=\"1\" aria-label=\"Task 2\" /> two",
                    "<th align=\"left\">a</th><th align=\"center\">b</th>",
                    "<div class=\"alert alert-warning\">",
                    "<p class=\"alert-title\">Warning</p>",
                    "<sup class=\"footnote-ref\"><a href=\"#fn-note\" id=\"fnref-note\">1</a></sup>",
                    "<section class=\"footnotes\">",
                    "<li id=\"fn-note\">",
                    "<li id=\"fn-ä.2eb\">",
                    "<a href=\"#fnref-note\" class=\"footnote-backref\" aria-label=\"Back to"
                            + " reference 1\">↩</a>",
                    "<div class=\"transclusion\">",
                    "<p class=\"transclusion-title\">",
                    "<pre><code class=\"language-java\">",
                    "<del>old</del> <kbd>Esc</kbd>"
                }) {
            assertTrue(safe.contains(expected), expected + " not in " + safe);
        }
    }

    /** Markdown that turns into something dangerous only after it is rendered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](javascript:alert(1))",
                "[x](<java\tscript:alert(1)>)",
                "![x](javascript:alert(1))",
                "<video src=x onloadstart=alert(1) autoplay></video>",
                "<video controls src='javascript:alert(1)'></video>",
                "<audio controls src='data:audio/wav;base64,AAAA'></audio>",
                "<javascript:alert(1)>",
                "[x][r]\n\n[r]: data:text/html,<script>alert(1)</script>",
                "[[\" onmouseover=\"alert(1)]]",
                "[[Page|<img src=x onerror=alert(1)>]]",
                "![a\" onerror=\"alert(1)](a.png)",
                "[x](a.md \"\\\" onclick=\\\"alert(1)\")",
                "```\"><script>alert(1)</script>\n```",
                "> [!NOTE] <script>alert(1)</script>",
                "[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: x",
                "---\na: b\n<script>alert(1)</script>\n---\n",
                "| <script>alert(1)</script> |\n|--|\n"
            })
    void renderedMarkdownRunsNothing(String text) {
        String safe =
                HtmlSanitizerTest.tags(
                        HtmlSanitizer.sanitize(Markdown.render(text, new Wiki()).unsanitisedHtml())
                                .html());
        assertFalse(safe.contains("<script"), safe);
        assertFalse(safe.matches("(?s).*<[^>]* on[a-z]+=.*"), safe);
        assertFalse(safe.matches("(?s).*(href|src)=\"\\s*(javascript|data):.*"), safe);
    }

    /** A wiki in which every kind of link can be found. */
    private static final class Wiki implements PageLinks {
        @Override
        public String identity() {
            return "home";
        }

        @Override
        public Destination resolve(LinkTarget target) {
            return switch (target.name()) {
                case "Missing" -> new Destination.MissingPage("/w/Missing");
                case "other:Page" -> new Destination.OtherWiki("/other/Page");
                case "a.pdf" -> file("a.pdf", Destination.Shown.LINK);
                case "a.mp4" -> file("a.mp4", Destination.Shown.VIDEO);
                case "a.mp3" -> file("a.mp3", Destination.Shown.AUDIO);
                case "a.png" -> file("a.png", Destination.Shown.IMAGE);
                case "gone.png" -> new Destination.MissingFile();
                default -> new Destination.Page("/w/" + target.name());
            };
        }

        private static Destination file(String name, Destination.Shown shown) {
            return new Destination.File("/w/-/file/" + name, shown);
        }

        @Override
        public Optional<Transclusion> transclusion(LinkTarget target) {
            return target.name().equals("Shown")
                    ? Optional.of(new Transclusion("Shown", "Inside", new Shown()))
                    : Optional.empty();
        }

        @Override
        public String tagUrl(String tag) {
            return "/w/-/tags/" + tag;
        }
    }

    /** The links of the page that is shown inside. */
    private static final class Shown implements PageLinks {
        @Override
        public String identity() {
            return "shown";
        }

        @Override
        public Destination resolve(LinkTarget target) {
            return new Destination.AsWritten();
        }

        @Override
        public Optional<Transclusion> transclusion(LinkTarget target) {
            return Optional.empty();
        }

        @Override
        public String tagUrl(String tag) {
            return "";
        }
    }
}
