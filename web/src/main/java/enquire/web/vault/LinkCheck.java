package enquire.web.vault;

import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.TitleKey;
import enquire.storage.Repository;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether a link of an imported page leads to a page. Asks the vault first, then the wiki. */
final class LinkCheck {

    private final Repository repository;
    private final Set<TitleKey> titles = new HashSet<>();

    LinkCheck(Repository repository, List<VaultPage> pages) {
        this.repository = repository;
        pages.forEach(page -> titles.add(page.title().key()));
    }

    boolean leadsSomewhere(VaultPage page, PageLink link) {
        String written = link.target().name();
        Set<String> names = new LinkedHashSet<>();
        RelativePaths.fromTop(written, page.title()).ifPresent(names::add);
        String plain = written;
        while (plain.startsWith("../") || plain.startsWith("./") || plain.startsWith("/")) {
            plain = plain.substring(plain.indexOf('/') + 1);
        }
        names.add(plain);
        for (String name : List.copyOf(names)) {
            names.add(RelativePaths.withoutExtension(name));
        }
        for (String name : names) {
            if (titles.contains(TitleKey.of(name))) {
                return true;
            }
        }
        for (String name : names) {
            if (repository.resolve(name).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
