package enquire.web.screens;

import java.util.List;

/**
 * What came of saving or reading a bundle, and the forms once more.
 *
 * @param frame around it
 * @param done what was read, a sentence each; none if nothing was
 * @param problem why nothing was saved or read; empty if all is well
 * @param forms to save and to read
 * @param peersHref back to the peers
 */
public record BundleScreen(
        Frame frame, List<String> done, String problem, BundleForms forms, String peersHref)
        implements Screen {

    @Override
    public String template() {
        return "bundle.jte";
    }
}
