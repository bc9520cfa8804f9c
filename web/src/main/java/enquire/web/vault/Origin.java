package enquire.web.vault;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which page of here a page of a vault is: the one that it was imported into, whatever that is
 * called now; else the one of its title.
 *
 * @param view empty if it is not here, or was deleted
 * @param isNoted whether what is noted of the last import is about this page
 */
record Origin(Optional<PageView> view, boolean isNoted) {

    static Origin of(Repository repository, ImportMemory memory, VaultPage page) {
        TitleKey key = page.title().key();
        Origin noted = noted(repository, memory, key);
        if (noted.view().isPresent() || memory.page(key).isPresent() || page.text().isBlank()) {
            return noted;
        }
        // Imported on another computer, or before the backup that was restored here.
        return new Origin(
                made(repository, key).filter(made -> made.text().equals(page.text())), true);
    }

    /** The same by what is noted alone, while its last text is not known. */
    static Origin noted(Repository repository, ImportMemory memory, TitleKey key) {
        Optional<PageView> origin = memory.page(key).flatMap(repository::page);
        if (origin.filter(view -> !view.deleted()).isPresent()) {
            return new Origin(origin, true);
        }
        Optional<PageView> titled = repository.find(key).flatMap(repository::page);
        if (titled.isPresent()) {
            // One that was made since the other was deleted is not what was imported.
            return new Origin(titled, origin.isEmpty());
        }
        boolean before = memory.page(key).isEmpty() && memory.isKnown(key);
        return new Origin(before ? made(repository, key) : Optional.empty(), true);
    }

    /**
     * The page out of which words were taken for good that a vault's page of this title may hold
     * still: a deleted one that was imported under it last, or was ever called so; and where
     * nothing is noted, also one that lives under another title.
     */
    static Origin withoutWords(Repository repository, ImportMemory memory, TitleKey key) {
        Optional<PageId> last = memory.page(key);
        PageId derived = PageId.derive(repository.wiki(), key);
        return Stream.of(
                        last.stream(),
                        Stream.of(derived),
                        repository.archive().everCalled(key).stream())
                .flatMap(pages -> pages)
                .filter(repository.archive().takingOut()::isRedacted)
                .flatMap(page -> repository.page(page).stream())
                .filter(view -> view.deleted() || last.isEmpty())
                .findFirst()
                .map(view ->
                        new Origin(
                                Optional.of(view),
                                last.orElse(derived).equals(view.page()) && memory.isKnown(key)))
                .orElse(new Origin(Optional.empty(), false));
    }

    /** The page of this title, which never was imported. */
    static Origin ofTitle(Repository repository, TitleKey key) {
        return new Origin(repository.find(key).flatMap(repository::page), false);
    }

    /** The page that was made under this title first; it lives under another one. */
    private static Optional<PageView> made(Repository repository, TitleKey key) {
        return repository
                .page(PageId.derive(repository.wiki(), key))
                .filter(view -> !view.deleted());
    }
}
