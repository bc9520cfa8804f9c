package enquire.web.screens;

import java.util.List;

/**
 * What can be done with an older version of a page.
 *
 * @param version its token, sent as {@code version}
 * @param href the page as it was
 * @param text its source, to be copied
 * @param restoreAction POST: makes it current; empty to offer nothing
 * @param sections POST to the same with {@code section}: those that differ from the page now
 * @param compareAction GET with {@code from} and {@code to}
 * @param nameAction POST with {@code version} and {@code name}; empty to offer nothing
 * @param name that somebody gave the version, or empty
 * @param others versions to compare it with, by token
 */
public record VersionActions(
        String version,
        String href,
        String text,
        String restoreAction,
        List<Section> sections,
        String compareAction,
        String nameAction,
        String name,
        List<Choice> others) {

    /**
     * @param number which one, sent as {@code section}
     * @param title "Order of work"
     */
    public record Section(int number, String title) {}

    /**
     * @param token of the version
     * @param words "Today 14:40 to 15:02, Alice"
     */
    public record Choice(String token, String words) {}
}
