package enquire.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileCopiesTest {

    private static final String TIDE = "/w/-/file/" + "a".repeat(64) + "/tide.jpg";
    private static final String CRANE = "/w/-/file/" + "b".repeat(64) + "/crane.pdf";
    private static final String OTHERS = "/v/-/file/" + "a".repeat(64) + "/tide.jpg";

    @Test
    void aPictureHasALinkBesideItAndALinkOrPlayerOnlyWords() {
        assertEquals(
                "<p><img src=\"%s\" alt=\"x\" /><a class=\"file-copies\" href=\"%s\">tide: a&lt;b</a> y</p>"
                        .formatted(TIDE, TIDE),
                said("<p><img src=\"" + TIDE + "\" alt=\"x\"> y</p>"));
        assertEquals(
                "<a href=\"%s\">c<em>d</em></a><small class=\"file-copies\">bbb</small>."
                        .formatted(CRANE),
                said("<a href=\"" + CRANE + "\">c<em>d</em></a>."));
        assertEquals(
                "<video controls=\"controls\" src=\"%s\"></video><small class=\"file-copies\">bbb</small>"
                        .formatted(CRANE),
                said("<video controls src=\"" + CRANE + "\"></video>"));
    }

    @Test
    void noLinkStandsInALink() {
        assertEquals(
                "<a href=\"%s\"><img src=\"%s\" alt=\"x\" /></a><small class=\"file-copies\">a&lt;b</small>"
                        .formatted(CRANE, TIDE),
                said("<a href=\"" + CRANE + "\"><img src=\"" + TIDE + "\" alt=\"x\"></a>"));
        assertEquals(
                "<a href=\"/w/Page\"><img src=\"%s\" alt=\"x\" /></a><small class=\"file-copies\">a&lt;b</small>"
                        .formatted(TIDE),
                said("<a href=\"/w/Page\"><img src=\"" + TIDE + "\" alt=\"x\"></a>"));
    }

    @Test
    void whatIsNoFileOfThisWikiStaysAsItIs() {
        for (String html :
                new String[] {
                    "<a href=\"/w/Page\">p</a>",
                    "<img src=\"%s\" alt=\"x\" />".formatted(OTHERS),
                    "<a href=\"/w/-/file/short/x\">p</a> /w/-/file/",
                    "<a href=\"/w/-/file/%s/x\">p</a>".formatted("c".repeat(64))
                }) {
            assertEquals(html, said(html));
        }
    }

    /** Of the file c nothing is said. */
    private static String said(String html) {
        return FileCopies.in(
                        HtmlSanitizer.sanitize(html),
                        "/w/-/file/",
                        blob ->
                                switch (blob.toString().charAt(0)) {
                                    case 'a' -> said("tide: a<b", "a<b");
                                    case 'b' -> said("crane: bbb", "bbb");
                                    default -> Optional.empty();
                                })
                .html();
    }

    private static Optional<FileCopies.Said> said(String ofPicture, String ofOther) {
        return Optional.of(new FileCopies.Said(ofPicture, ofOther));
    }
}
