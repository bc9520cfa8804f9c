package enquire.web.site;

import enquire.web.language.Speaking;
import enquire.web.screens.Assets;
import enquire.web.vault.ExportArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Styles, fonts and scripts of a site, out of what the node's screens use. */
final class SiteAssets {

    /** As the build writes it: fonts stand beside their styles. */
    private static final Pattern FONT = Pattern.compile("url\\(\"?\\./([A-Za-z0-9_.-]+)\"?\\)");

    private static final Pattern FONT_FACE = Pattern.compile("@font-face\\s*\\{[^}]*\\}");

    private final ExportArchive archive;

    SiteAssets(ExportArchive archive) {
        this.archive = archive;
    }

    /**
     * @param formulas whether KaTeX is needed, which is half a megabyte
     */
    void write(boolean formulas) throws IOException {
        putStyle("app.css");
        String words = "words." + Speaking.language().tag() + ".js";
        for (String name : List.of("icon.svg", words, "search.js")) {
            put(Assets.file(name));
        }
        if (formulas) {
            putStyle("math.css");
            put(Assets.file("formulas.js"));
        }
    }

    /**
     * A style element for a page as one file: with the fonts of its reader's computer, and without
     * the mark of missing pages, for in a file every other page is missing.
     */
    static String styleWithoutFonts() {
        try {
            String style = new String(read(Assets.file("app.css")), StandardCharsets.UTF_8);
            return "<style>%s%s</style>"
                    .formatted(
                            FONT_FACE.matcher(style).replaceAll(""),
                            ".shell.alone .text a:not([href]){color:inherit;text-decoration:none}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putStyle(String name) throws IOException {
        String style = new String(put(Assets.file(name)), StandardCharsets.UTF_8);
        for (String font :
                FONT.matcher(style).results().map(found -> found.group(1)).distinct().toList()) {
            put(font);
        }
    }

    private byte[] put(String file) throws IOException {
        byte[] content = read(file);
        archive.put("assets/" + file, content);
        return content;
    }

    /** An asset of this build, by the name of its file. */
    static byte[] read(String file) throws IOException {
        try (InputStream in = SiteAssets.class.getResourceAsStream("/assets/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the build made no asset " + file);
            }
            return in.readAllBytes();
        }
    }
}
