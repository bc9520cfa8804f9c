package enquire.web.vault;

import enquire.editor.page.TitleKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Pages that were read from a file each, and are held at once. */
final class PagesInFiles implements PageSource {

    private final List<VaultPage> pages;
    private final Set<TitleKey> titles;
    private final int found;

    private PagesInFiles(List<VaultPage> pages, int found) {
        this.pages = pages;
        this.found = found;
        this.titles =
                pages.stream()
                        .map(page -> page.title().key())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @throws enquire.web.http.ProblemException 413 if they are more than can be held
     */
    static PagesInFiles read(
            Vault vault,
            Dialect dialect,
            Consumer<ImportReport.Problem> problems,
            ImportProgress progress) {
        List<Vault.Entry> entries = vault.entries().stream().filter(dialect::isPage).toList();
        var unpacked = new Unpacked(vault.filesBytesMax());
        Map<String, PageNote> notes = PageNotes.read(vault, unpacked, problems);
        var reader = new VaultReader(problems, VaultReader.WEIGHT_MAX, unpacked);
        return new PagesInFiles(reader.pages(dialect, entries, notes, progress), entries.size());
    }

    @Override
    public int count() {
        return pages.size();
    }

    @Override
    public int found() {
        return found;
    }

    @Override
    public boolean holds(TitleKey key) {
        return titles.contains(key);
    }

    @Override
    public void each(Sink sink) throws InterruptedException {
        for (VaultPage page : pages) {
            sink.page(page);
        }
    }
}
