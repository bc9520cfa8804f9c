package enquire.web.screens;

import enquire.web.html.SafeHtml;

/**
 * A page that links here.
 *
 * @param href path of that page
 * @param title of that page
 * @param sentence around the link, with the link's words in {@code <mark>}
 */
public record Backlink(String href, String title, SafeHtml sentence) {}
