package enquire.web.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Content LINK =
            output -> output.writeContent("<a href=\"/w/Home\">Home</a>");

    @Test
    void aSentenceFollowsTheRulesOfItsLanguageForNumbersAndPlurals() {
        var pages = "{pages, plural, one {# Seite} other {# Seiten}}";

        assertEquals("1 Seite", text(pages, Language.GERMAN, Map.of("pages", 1)));
        assertEquals("1.234 Seiten", text(pages, Language.GERMAN, Map.of("pages", 1234)));
        assertEquals("1,234 Seiten", text(pages, Language.ENGLISH, Map.of("pages", 1234)));
        assertEquals("It's here", text("It's here", Language.ENGLISH, Map.of()));
        assertEquals("{title}", text("'{'title'}'", Language.ENGLISH, Map.of()));
    }

    @Test
    void inASentenceOnlyMarkupOfATemplateIsMarkup() {
        var html =
                html(
                        "<b>{who}</b> & {links, plural, one {one link to {page}} other {#}}.",
                        Map.of("who", "<i>Bob</i>", "links", 1, "page", LINK));

        assertEquals(
                "&lt;b&gt;&lt;i&gt;Bob&lt;/i&gt;&lt;/b&gt; &amp; one link to"
                        + " <a href=\"/w/Home\">Home</a>.",
                html);
        assertEquals("<a href=\"/w/Home\">Home</a>", html("{page}", Map.of("page", LINK)));
        assertEquals(
                "Bob: <a href=\"/w/Home\">Home</a>",
                html("{who}: {page}", Map.of("who", "\uFDD0Bob", "page", LINK)));
        assertEquals("&lt;b&gt;", html("<b>", Map.of()));
        assertEquals("()", html("({who})", Map.of("who", "")));
    }

    @Test
    void whoAsksForASentenceWithOtherArgumentsHasMadeAMistake() {
        var messages = Messages.of(Language.ENGLISH);

        assertThrows(IllegalArgumentException.class, () -> messages.text("no.such.sentence"));
        assertThrows(IllegalArgumentException.class, () -> messages.text("settings.title", "a", 1));
        assertThrows(IllegalArgumentException.class, () -> messages.text("settings.badName"));
        assertThrows(
                IllegalArgumentException.class,
                () -> messages.text("settings.badName", "most", 64, "odd"));
    }

    @Test
    void theLanguageIsWhatFitsTheBrowserBestAndEnglishOtherwise() {
        assertEquals(Language.GERMAN, Language.best("de"));
        assertEquals(Language.GERMAN, Language.best("de-AT,de;q=0.9,en;q=0.8"));
        assertEquals(Language.GERMAN, Language.best("fr-CH, fr;q=0.9, de;q=0.7, *;q=0.5"));
        assertEquals(Language.GERMAN, Language.best("de-CH"));
        assertEquals(Language.ENGLISH, Language.best("en-GB,en;q=0.9,de;q=0.8"));
        assertEquals(Language.ENGLISH, Language.best("de;q=0.3, en"));
        assertEquals(Language.ENGLISH, Language.best("fr"));
        assertEquals(Language.ENGLISH, Language.best(""));
        assertEquals(Language.ENGLISH, Language.best("*"));
        assertEquals(Language.ENGLISH, Language.best("de;q=x"));
        assertEquals(Language.ENGLISH, Language.best("\0,;=;"));
        assertEquals(Language.ENGLISH, Language.best("de," + "x".repeat(10_000)));
    }

    @Test
    void aThreadSpeaksEnglishButForTheAnswerItMakes() throws Exception {
        var spoken =
                Speaking.in(
                        Language.GERMAN,
                        () ->
                                Speaking.in(Language.ENGLISH, Speaking::language)
                                        + " in "
                                        + Speaking.language());

        assertEquals("ENGLISH in GERMAN", spoken);
        assertThrows(
                IllegalStateException.class,
                () ->
                        Speaking.in(
                                Language.GERMAN,
                                () -> {
                                    throw new IllegalStateException();
                                }));
        assertEquals(Language.ENGLISH, Speaking.language());
    }

    private static String text(String pattern, Language language, Map<String, Object> values) {
        return Message.parse(pattern, language).text(values);
    }

    private static String html(String pattern, Map<String, Object> values) {
        var written = new StringOutput();
        var output = new OwaspHtmlTemplateOutput(written);
        output.setContext("p", null);
        output.writeUserContent(Message.parse(pattern, Language.ENGLISH).content(values));
        return written.toString();
    }
}
