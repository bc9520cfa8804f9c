package enquire.web.screens;

/**
 * A sentence above a screen, and where it leads.
 *
 * @param sentence plain text
 * @param link shown if its {@code href} is not empty
 * @param progress path of what it says next, as JSON, while something goes on; else empty
 */
public record Notice(String sentence, Link link, String progress) {

    public Notice(String sentence, Link link) {
        this(sentence, link, "");
    }
}
