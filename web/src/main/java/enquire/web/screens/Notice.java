package enquire.web.screens;

/**
 * A sentence above a screen, and where it leads.
 *
 * @param sentence plain text
 * @param link shown if its {@code href} is not empty
 */
public record Notice(String sentence, Link link) {}
