package enquire.web.vault;

import enquire.storage.Repository;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import enquire.web.vault.Outcomes.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    private int leftOut;

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
        leftOut = vault.leftOut().size();
        if (kind == VaultKind.MEDIAWIKI) {
            return dump(vault);
        }
        if (kind == VaultKind.DOKUWIKI) {
            DokuWikiPages source = DokuWikiPages.of(vault, problems::add);
            Predicate<Vault.Entry> media = source::isMedia;
            return write(source, files(vault, media.negate()), kind);
        }
        Dialect dialect = Dialect.of(kind);
        PageSource source = PagesInFiles.read(vault, dialect, problems::add, progress);
        Predicate<Vault.Entry> page = dialect::isPage;
        return write(source, files(vault, page.or(dialect::isSetting)), kind);
    }

    private ImportReport dump(Vault vault) throws IOException, InterruptedException {
        Vault.Entry dump =
                vault.entries().stream()
                        .filter(VaultKind::isDump)
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(
                                        422,
                                        Speaking.messages().text("import.dumpMissing"),
                                        Speaking.messages().text("import.dumpMissingDetail")));
        PageSource source =
                MediaWikiPages.look(dump, vault.filesBytesMax(), problems::add, progress);
        return write(source, files(vault, dump::equals), VaultKind.MEDIAWIKI);
    }

    private ImportedFiles files(Vault vault, Predicate<Vault.Entry> notFiles) {
        List<Vault.Entry> files = vault.entries().stream().filter(notFiles.negate()).toList();
        return new ImportedFiles(repository.blobs(), files, vault.filesBytesMax(), problems::add);
    }

    private ImportReport write(PageSource source, ImportedFiles files, VaultKind kind)
            throws IOException, InterruptedException {
        var memory = new ImportMemory(repository.records(), repository.archive().takingOut()::left);
        var outcomes = new Outcomes();
        var links = new LinkCheck(repository, source);
        try (var writers = new WritersAtOnce()) {
            var done = new AtomicInteger();
            Runnable saved =
                    () -> progress.at(ImportStep.SAVING, done.incrementAndGet(), source.count());
            source.each(
                    new PageSink(
                            repository,
                            memory,
                            outcomes,
                            problems::add,
                            files,
                            links,
                            writers,
                            saved));
            writers.finish();
        } finally {
            memory.flush();
        }
        files.reportUnused();
        var unresolved = new ArrayList<ImportReport.Unresolved>();
        int unresolvedCount = links.unresolved(unresolved);
        int pages = outcomes.total();
        int found = source.found() + files.found() + leftOut;
        return new ImportReport(
                kind.word(),
                found,
                found - pages - files.count(),
                pages,
                outcomes.of(Outcome.CREATED),
                outcomes.of(Outcome.UPDATED),
                outcomes.of(Outcome.UNCHANGED),
                outcomes.of(Outcome.KEPT),
                files.count(),
                problems.listed(),
                problems.more(),
                unresolvedCount,
                List.copyOf(unresolved));
    }
}
