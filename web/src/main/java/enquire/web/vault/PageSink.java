package enquire.web.vault;

import enquire.editor.markdown.PageLink;
import enquire.editor.page.BlobId;
import enquire.storage.Repository;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the pages of an import as they come: many at once, but for those that come with their
 * past, whose edits follow each other. One thread at a time.
 */
final class PageSink implements PageSource.Sink {

    private final Repository repository;
    private final ImportMemory memory;
    private final Outcomes outcomes;
    private final Consumer<ImportReport.Problem> problems;
    private final PageWriting writing;
    private final ImportedFiles files;
    private final LinkCheck links;
    private final WritersAtOnce writers;
    private final Runnable saved;
    private Optional<PastWriting> past = Optional.empty();

    PageSink(
            Repository repository,
            ImportMemory memory,
            Outcomes outcomes,
            Consumer<ImportReport.Problem> problems,
            ImportedFiles files,
            LinkCheck links,
            WritersAtOnce writers,
            Runnable saved) {
        this.repository = repository;
        this.memory = memory;
        this.outcomes = outcomes;
        this.problems = problems;
        this.writing = new PageWriting(repository, memory, outcomes, problems);
        this.files = files;
        this.links = links;
        this.writers = writers;
        this.saved = saved;
    }

    @Override
    public void page(VaultPage page) throws InterruptedException {
        Map<BlobId, String> manifests = uses(page);
        writers.begin(() -> {
            writing.write(page, manifests);
            saved.run();
        });
    }

    @Override
    public void edit(VaultPage page, PastEdit edit) throws InterruptedException {
        Map<BlobId, String> manifests = edit.isLast() ? uses(page) : Map.of();
        if (edit.of() == 1) {
            writers.begin(() -> {
                begun(page).edit(page, edit, manifests);
                saved.run();
            });
            return;
        }
        PastWriting of = past.filter(begun -> begun.isOf(page)).orElseGet(() -> begun(page));
        past = Optional.of(of);
        of.edit(page, edit, manifests);
        if (edit.isLast()) {
            saved.run();
        }
    }

    private PastWriting begun(VaultPage page) {
        return new PastWriting(repository, memory, writing, outcomes, problems, page);
    }

    /** Stores the files that it uses, and notes the links that lead to no page of the import. */
    private Map<BlobId, String> uses(VaultPage page) {
        Map<BlobId, String> manifests = files.of(page);
        for (PageLink link : page.links()) {
            if (!files.holds(page, link)) {
                links.note(page, link);
            }
        }
        return manifests;
    }
}
