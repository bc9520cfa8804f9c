package enquire.web.pages;

import enquire.web.screens.SafeHtml;

/** Plain text as HTML. */
final class Html {

    private Html() {}

    static SafeHtml escaped(String text) {
        return new SafeHtml(
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"));
    }
}
