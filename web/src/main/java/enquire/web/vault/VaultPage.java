package enquire.web.vault;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.page.Title;
import java.util.List;
import java.util.Optional;

/**
 * One page of a vault as it was read.
 *
 * @param links what it links to
 * @param place what its file is called, if that is not its title
 * @param written what the file links to, seen from its place
 * @param aliases other names that it is to have
 */
record VaultPage(
        String path,
        Title title,
        String text,
        List<PageLink> links,
        Optional<Title> place,
        List<PageLink> written,
        List<Title> aliases) {

    /** A page that is called like its file, and says all itself. */
    VaultPage(String path, Title title, String text, List<PageLink> links) {
        this(path, title, text, links, Optional.empty(), links, List.of());
    }

    static VaultPage of(String path, Title title, String text) {
        return new VaultPage(path, title, text, PageAnalysis.of(text).links());
    }

    /** Links to files lead from there. */
    Title from() {
        return place.orElse(title);
    }
}
