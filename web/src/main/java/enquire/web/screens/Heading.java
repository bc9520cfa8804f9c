package enquire.web.screens;

/**
 * A heading of a page, for "On this page".
 *
 * @param anchor without the {@code #}
 * @param text plain text
 * @param level 1 to 6
 */
public record Heading(String anchor, String text, int level) {}
