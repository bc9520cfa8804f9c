package enquire.web.screens;

import java.util.List;

/**
 * Importing pages that another program wrote: how far it is, or what came of it, and the forms.
 *
 * @param frame around it
 * @param waiting how far it is, while it goes on; the screen is loaded again by itself then
 * @param done what it was and when, and what was imported, a sentence each; none if nothing was
 * @param problem why nothing, or not all, was imported; empty if all is well
 * @param left what could not be carried over as it was
 * @param leftMore how many more there are, or empty
 * @param links that lead nowhere: the page with its address, and what it names
 * @param linksMore how many more there are, or empty
 * @param action POST: a file as {@code vault} and {@code from}, below it {@code path} and {@code
 *     from}; empty if the reader may not write
 * @param path what was typed
 * @param kinds programs that can be named: the word of each as its address, and its name
 * @param againHref looks once more
 * @param peersHref back to the peers
 */
public record ImportScreen(
        Frame frame,
        String waiting,
        List<String> done,
        String problem,
        List<Left> left,
        String leftMore,
        List<Link> links,
        String linksMore,
        String action,
        String path,
        List<Link> kinds,
        String againHref,
        String peersHref)
        implements Screen {

    /** A file or page that was left out, or taken in another way than one would expect. */
    public record Left(String path, String why) {}

    @Override
    public String template() {
        return "import.jte";
    }
}
