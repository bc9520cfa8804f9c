package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The CommonMark specification's own examples, through the very parser and renderer that pages use.
 * Only what is added to the HTML (ids of headings, {@code rel} of foreign links) is taken out
 * before comparing; where an extension changes the meaning on purpose, the example stands in {@link
 * #DIFFERENCES} with its reason.
 */
class CommonMarkSpecTest {

    private static final String WIKILINK = "[[name]] is a link to a page, whatever its name holds";
    private static final String AUTOLINK = "an address in running text is a link, as on GitHub";
    private static final String TAG = "#word is a tag";

    private static final Map<String, String> DIFFERENCES =
            Map.of(
                    "[[[foo]]]\n\n[[[foo]]]: /url\n", WIKILINK,
                    "[[*foo* bar]]\n\n[*foo* bar]: /url \"title\"\n", WIKILINK,
                    "![[foo]]\n\n[[foo]]: /url \"title\"\n", WIKILINK,
                    "<https://foo.bar/baz bim>\n", AUTOLINK,
                    "<foo\\+@bar.example.com>\n", AUTOLINK,
                    "< https://foo.bar >\n", AUTOLINK,
                    "https://example.com\n", AUTOLINK,
                    "foo@bar.example.com\n", AUTOLINK,
                    "<a h*#ref=\"hi\">\n", TAG,
                    "#5 bolt\n\n#hashtag\n", TAG);

    static List<Example> examples() {
        return ExampleReader.readExamples(TestResources.getSpec());
    }

    static Stream<Example> unchanged() {
        return examples().stream().filter(e -> !DIFFERENCES.containsKey(e.getSource()));
    }

    static Stream<Example> changed() {
        return examples().stream().filter(e -> DIFFERENCES.containsKey(e.getSource()));
    }

    @ParameterizedTest
    @MethodSource("unchanged")
    void anExampleOfTheSpecificationRendersAsItSays(Example example) {
        assertEquals(expected(example), plain(render(example.getSource())), example.getSource());
    }

    @ParameterizedTest
    @MethodSource("changed")
    void aDeliberateDifferenceIsStillOne(Example example) {
        assertNotEquals(
                expected(example),
                plain(render(example.getSource())),
                DIFFERENCES.get(example.getSource()));
    }

    @Test
    void theSpecificationIsThere() {
        assertEquals(652, examples().size());
        assertEquals(DIFFERENCES.size(), changed().count());
    }

    /** The specification writes a tab in its HTML as an arrow. */
    private static String expected(Example example) {
        return example.getHtml().replace('→', '\t');
    }

    private static String render(String source) {
        return Markdown.render(source, new LinksAsWritten()).unsanitisedHtml();
    }

    /** Without what we add to each heading and to each link to another site. */
    private static String plain(String html) {
        return html.replaceAll("<(h[1-6]) id=\"[^\"]*\">", "<$1>")
                .replace(" rel=\"noopener noreferrer\"", "");
    }

    /** Knows no wiki around the page. */
    private static final class LinksAsWritten implements PageLinks {
        @Override
        public String identity() {
            return "";
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
            return "/tags/" + tag;
        }
    }
}
