package enquire.web.screens;

import java.util.List;

/**
 * How far a bundle is that is made or read, or what came of it, and the forms once more.
 *
 * @param frame around it
 * @param waiting how far it is, while it goes on; the screen is loaded again by itself then
 * @param done what was read, a sentence each; none if nothing was
 * @param problem why nothing was made or read; empty if all is well
 * @param made where it can be saved; without an address if there is nothing to save
 * @param forms to make and to read one; shown when nothing goes on
 * @param againHref looks once more
 * @param peersHref back to the peers
 */
public record BundleScreen(
        Frame frame,
        String waiting,
        List<String> done,
        String problem,
        Link made,
        BundleForms forms,
        String againHref,
        String peersHref)
        implements Screen {

    @Override
    public String template() {
        return "bundle.jte";
    }
}
