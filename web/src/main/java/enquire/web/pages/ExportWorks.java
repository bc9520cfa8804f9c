package enquire.web.pages;

import enquire.editor.page.WikiId;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.web.git.GitExport;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The exports that were begun by forms: of each wiki the last one, and none beside one that is not
 * at its end. Thread-safe.
 */
final class ExportWorks implements AutoCloseable {

    private final Map<WikiId, ExportWork> works = new ConcurrentHashMap<>();
    private final Map<WikiId, Path> folders = new ConcurrentHashMap<>();

    /** What is taken out of these ends the files that may hold it. */
    private final Set<Wiki> watched = ConcurrentHashMap.newKeySet();

    private boolean closed;

    /** The last one; empty if there was none since the node was started. */
    Optional<ExportWork> of(Wiki wiki) {
        return Optional.ofNullable(works.get(wiki.id()));
    }

    /** Where its history was written last since the node was started, or was meant to be. */
    Optional<Path> folder(Wiki wiki) {
        return Optional.ofNullable(folders.get(wiki.id()));
    }

    /**
     * Begins to make a file, unless an export is under way.
     *
     * @return empty if one is
     * @throws IOException if the disk takes no file
     */
    synchronized Optional<ExportWork> file(
            Wiki wiki, ExportWork.Kind kind, Language language, ExportWork.Writer writer)
            throws IOException {
        if (busy(wiki)) {
            return Optional.empty();
        }
        of(wiki).ifPresent(ExportWork::drop);
        if (watched.add(wiki)) {
            wiki.repository().archive().takingOut().scrubbing().watch(() -> endFile(wiki));
        }
        // A place and a name that the next start clears up.
        Path target = Files.createTempFile(new Bundles(wiki).incoming(), "export", ".part");
        return Optional.of(begin(wiki, () -> ExportWork.file(kind, writer, target, language)));
    }

    /** The same for a history in a folder. */
    synchronized Optional<ExportWork> history(Wiki wiki, Path folder) {
        if (busy(wiki)) {
            return Optional.empty();
        }
        of(wiki).ifPresent(ExportWork::drop);
        folders.put(wiki.id(), folder);
        ExportWork.HistoryWriter writer = progress -> GitExport.write(wiki, folder, progress);
        return Optional.of(
                begin(wiki, () -> ExportWork.history(writer, folder, Speaking.language())));
    }

    /** A history has its commits already; the next one says which hold what was taken out. */
    private void endFile(Wiki wiki) {
        of(wiki).filter(work -> work.kind() != ExportWork.Kind.HISTORY).ifPresent(ExportWork::end);
    }

    private boolean busy(Wiki wiki) {
        return of(wiki).filter(work -> !work.ended()).isPresent();
    }

    private ExportWork begin(Wiki wiki, Supplier<ExportWork> work) {
        ExportWork begun = work.get();
        works.put(wiki.id(), begun);
        if (closed) {
            begun.drop();
        }
        return begun;
    }

    /** All end soon; files go, and of a history the commits stay. */
    @Override
    public synchronized void close() {
        closed = true;
        // All are told before one is waited for: the waits do not add up.
        works.values().forEach(ExportWork::end);
        works.values().forEach(ExportWork::drop);
    }
}
