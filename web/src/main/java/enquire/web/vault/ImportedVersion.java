package enquire.web.vault;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.storage.Past;
import enquire.storage.Repository;
import enquire.storage.Version;
import java.util.List;
import java.util.Optional;

/** Which version of a page has the text that was imported last. */
final class ImportedVersion {

    /**
     * That are looked at; each is made from the changes before it. (A guess: who was killed imports
     * again soon, and one who types makes a change a second at most.)
     */
    private static final int VERSIONS_MAX = 500;

    private ImportedVersion() {}

    /**
     * Looked up where an import was killed before it was noted, which reads each version of the
     * page from the newest on. An import makes changes at once, so it is no version in the middle
     * of typing.
     *
     * @return empty if none of the last has it: words were taken out of it, or it never was one
     *     alone
     */
    static Optional<Version> of(
            Repository repository, PageId page, ImportMemory.Imported imported) {
        if (imported.version().isPresent()) {
            return imported.version();
        }
        Past past = repository.archive().past(page);
        int last = Math.max(0, past.size() - VERSIONS_MAX);
        for (int i = past.size() - 1; i >= last; i--) {
            var version = new Version(Heads.of(List.of(past.changes().hash(i))), 0);
            boolean same =
                    repository
                            .textAt(page, version)
                            .filter(text -> ImportMemory.hash(text).equals(imported.text()))
                            .isPresent();
            if (same) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
