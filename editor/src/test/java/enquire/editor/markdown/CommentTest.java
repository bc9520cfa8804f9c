package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTest {

    private final Vault vault = new Vault().add("Page", "");

    @Test
    void aCommentIsNotShownAndIsFound() {
        String text = "So %%not [[this]] *one*%% it is.\n\n%%\n# nor\n\n- this\n%%\n\nEnd %%.%%";
        assertEquals("<p>So  it is.</p>\n<p>End </p>\n", html(text));
        PageAnalysis analysis = PageAnalysis.of(text);
        assertTrue(analysis.plainText().contains("not [[this]] *one*"), analysis.plainText());
        assertTrue(analysis.plainText().contains("- this"), analysis.plainText());
        assertEquals(0, analysis.links().size());
        assertEquals(0, analysis.headings().size());
    }

    @Test
    void aCommentMayBeginAndEndBesideItsText() {
        assertEquals("<p>after</p>\n", html("%% begins\n\n- in\n\nends %%\nafter"));
    }

    @Test
    void oneWithoutAnEndIsShown() {
        assertEquals(
                "<p>a</p>\n<pre>%%open\n\n# [[not]] &lt;b&gt; closed</pre>\n",
                html("a\n\n%%open\n\n# [[not]] <b> closed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100%% sure and 50%% off",
                "for %%i in (a b) do echo %%i",
                "5 %% 3",
                "`%%a%%`",
                "%%%%",
                "50%",
                "\\%%a%%b"
            })
    void signsOfPercentAreNone(String text) {
        String shown = html(text).replaceAll("<[^>]*>", "").strip();
        assertEquals(text.replace("`", "").replace("\\", ""), shown);
    }

    private String html(String text) {
        return vault.renderText(text).unsanitisedHtml();
    }
}
