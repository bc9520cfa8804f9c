package enquire.web.vault;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.page.Title;
import java.util.List;

/**
 * One page of a vault as it was read.
 *
 * @param links what it links to
 */
record VaultPage(String path, Title title, String text, List<PageLink> links) {

    static VaultPage of(String path, Title title, String text) {
        return new VaultPage(path, title, text, PageAnalysis.of(text).links());
    }
}
