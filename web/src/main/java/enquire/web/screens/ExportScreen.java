package enquire.web.screens;

import java.util.List;

/**
 * Exporting a wiki: how far it is, or what came of it, and the forms.
 *
 * @param frame around it
 * @param waiting how far it is, while it goes on; the screen is loaded again by itself then
 * @param done what was written, a sentence each; none if nothing was
 * @param problem why nothing, or not all, was written; empty if all is well
 * @param made where a file can be saved; without an address if there is nothing to save
 * @param left what is not in the export, and why
 * @param leftMore how many more there are, or empty
 * @param action looks once more; POST below it: {@code markdown}; {@code site} with {@code
 *     language}; {@code history} with {@code folder}
 * @param folder what was typed, or a place that will do
 * @param peersHref back to the peers
 */
public record ExportScreen(
        Frame frame,
        String waiting,
        List<String> done,
        String problem,
        Link made,
        List<String> left,
        String leftMore,
        String action,
        String folder,
        String peersHref)
        implements Screen {

    @Override
    public String template() {
        return "export.jte";
    }
}
