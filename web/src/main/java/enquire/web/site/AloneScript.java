package enquire.web.site;

import enquire.editor.page.Bytes;
import enquire.web.language.Language;
import enquire.web.screens.Assets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What draws the formulas of a page that is one file, within it.
 *
 * @param element a whole {@code <script>} element; empty if there is nothing to draw
 * @param source what the page's policy lets run: that script and no other
 */
record AloneScript(String element, String source) {

    static final AloneScript NONE = new AloneScript("", "'none'");

    /**
     * @param language of what it says of a formula that cannot be drawn
     */
    static AloneScript of(Language language) {
        try {
            String words = text("words." + language.tag() + ".js");
            // Nothing in a script may end its element.
            String script = (words + text("alone.js")).replace("</script", "<\\/script");
            byte[] hash = Bytes.of(script.getBytes(StandardCharsets.UTF_8)).sha256().toArray();
            return new AloneScript(
                    "<script>%s</script>".formatted(script),
                    "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(hash)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String asset) throws IOException {
        return new String(SiteAssets.read(Assets.file(asset)), StandardCharsets.UTF_8);
    }
}
