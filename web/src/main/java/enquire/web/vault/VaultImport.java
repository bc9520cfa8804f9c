package enquire.web.vault;

import enquire.editor.markdown.PageLink;
import enquire.editor.page.BlobId;
import enquire.storage.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Brings a vault into a wiki. Importing the same vault again changes nothing ({@link PageWriting}),
 * so an import that ended in the middle goes on when it is begun once more. Used once, by one
 * thread.
 */
final class VaultImport {

    private final Repository repository;
    private final ImportProgress progress;
    private final ImportProblems problems = new ImportProblems();

    VaultImport(Repository repository, ImportProgress progress) {
        this.repository = repository;
        this.progress = progress;
    }

    /**
     * @param kind that it is of
     * @throws IOException if the vault cannot be read to its end; what was imported is safe
     * @throws enquire.web.http.ProblemException if it is more than can be imported; nothing was
     */
    ImportReport run(Vault vault, VaultKind kind) throws IOException, InterruptedException {
        vault.leftOut().forEach(problems::add);
        Dialect dialect = Dialect.of(kind);
        PageSource source = PagesInFiles.read(vault, dialect, problems::add, progress);
        Predicate<Vault.Entry> page = dialect::isPage;
        List<Vault.Entry> others =
                vault.entries().stream().filter(page.or(dialect::isSetting).negate()).toList();
        var files =
                new ImportedFiles(repository.blobs(), others, vault.filesBytesMax(), problems::add);
        return write(source, files, kind);
    }

    private ImportReport write(PageSource source, ImportedFiles files, VaultKind kind)
            throws IOException, InterruptedException {
        var memory = new ImportMemory(repository.records());
        var writing = new PageWriting(repository, memory, problems::add);
        var links = new LinkCheck(repository, source);
        var done = new AtomicInteger();
        try (var writers = new WritersAtOnce()) {
            source.each(page -> {
                Map<BlobId, String> manifests = files.of(page);
                for (PageLink link : page.links()) {
                    if (!files.holds(page, link)) {
                        links.note(page, link);
                    }
                }
                writers.begin(() -> {
                    writing.write(page, manifests);
                    progress.at("Saving pages", done.incrementAndGet(), source.count());
                });
            });
            writers.finish();
        } finally {
            memory.flush();
        }
        files.reportUnused();
        var unresolved = new ArrayList<ImportReport.Unresolved>();
        int unresolvedCount = links.unresolved(unresolved);
        return new ImportReport(
                kind.word(),
                source.count(),
                writing.created(),
                writing.updated(),
                writing.unchanged(),
                writing.kept(),
                files.count(),
                problems.listed(),
                problems.more(),
                unresolvedCount,
                List.copyOf(unresolved));
    }
}
