package enquire.web.screens;

import java.util.List;

/**
 * Takes something out of a page's past for good: first asks what, then says what that means and
 * asks for the title of the page.
 *
 * @param frame around it
 * @param title of the page
 * @param words what is to go, or the name of a file; empty while it is asked for
 * @param file the id of the file that is to go; empty for words
 * @param files of the page, to choose one from while it is asked for
 * @param found where it stands, as a sentence; empty while it is asked for
 * @param places what stands around the words, a line each; titles of the pages that have the file
 * @param consequences what stays, who can still have read it, that it cannot be undone; a paragraph
 *     each
 * @param problem why it was not done, or empty
 * @param action POST
 * @param cancelHref back to the history
 */
public record RedactScreen(
        Frame frame,
        String title,
        String words,
        String file,
        List<Attached> files,
        String found,
        List<String> places,
        List<String> consequences,
        String problem,
        String action,
        String cancelHref)
        implements Screen {

    /**
     * @param id SHA-256 in hexadecimal
     */
    public record Attached(String id, String name) {}

    @Override
    public String template() {
        return "redact.jte";
    }
}
