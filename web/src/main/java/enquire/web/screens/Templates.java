package enquire.web.screens;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Turns screens into HTML with the templates that were compiled at build time. Thread-safe. */
public final class Templates {

    /** A read page with its frame is about 12 kB; the buffer grows by itself. (Measured.) */
    private static final int FIRST_BUFFER_CHARS = 16 * 1024;

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /** The whole document, from doctype to the closing tag. */
    public String render(Screen screen) {
        return render(screen.template(), screen);
    }

    /** The same for a page of a static site. */
    public String render(SiteScreen screen) {
        return render(screen.template(), screen);
    }

    /** The same for a page as one file. */
    public String render(AlonePageScreen screen) {
        return render("alone.jte", screen);
    }

    private String render(String template, Object screen) {
        var output = new StringOutput(FIRST_BUFFER_CHARS);
        engine.render(template, screen, output);
        return output.toString();
    }
}
