package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.text.TextChange;
import enquire.storage.database.ChangeRow;
import enquire.storage.database.JournalRow;
import enquire.storage.database.PageUpdate;
import enquire.storage.database.PageUpdate.Vouched;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Takes changes out of a page that are not accepted any more: the page is built anew from those
 * that still are, for a fresh actor. Inside a lend of the page, with nothing pending.
 */
final class Rebuilding {

    private final RepositorySettings settings;
    private final Documents documents;
    private final Editing editing;
    private final Commits commits;

    Rebuilding(RepositorySettings settings, Documents documents, Editing editing, Commits commits) {
        this.settings = settings;
        this.documents = documents;
        this.editing = editing;
        this.commits = commits;
    }

    AcceptanceRule rule() {
        return settings.rule();
    }

    /** Makes a change of what is pending. */
    CompletableFuture<?> fold(PageState state) {
        return editing.fold(state);
    }

    /** An own edit of the text as it is now; a deleted page stays deleted. */
    CompletableFuture<?> edit(PageState state, TextChange change) {
        editing.requireWriter();
        // An edit takes a deletion back: so it is deleted again, in the same change.
        List<Edit> again = state.now().deleted() ? List.of(new Edit.Delete()) : List.of();
        return editing.edit(state, change, again);
    }

    /** What is left of changes takes their places; the page says what it said. */
    CompletableFuture<?> blanked(PageState state, PageUpdate.Blanked update) {
        state.touch();
        state.freeDocument(); // It holds the characters that go.
        return commits.submit(state, update);
    }

    /**
     * @param held all accepted changes, perhaps among others
     * @param standing what may be in the page; of it only what is there already stays
     * @param waiting to be kept in the same transaction
     * @param vouched the same
     */
    CompletableFuture<?> without(
            PageState state,
            List<Change> held,
            Set<ChangeHash> standing,
            List<ChangeRow> waiting,
            Vouched vouched) {
        ChangeGraph graph = documents.graph(state);
        var before = new HashSet<>(graph.accepted());
        var rejected = new HashSet<>(before);
        rejected.removeAll(standing);
        List<Change> left =
                held.stream()
                        .filter(change -> before.contains(change.hash()))
                        .filter(change -> standing.contains(change.hash()))
                        .toList();
        PageDocument document = documents.rebuild(state, ChangeGraph.ordered(left));
        waiting.forEach(row -> graph.add(row.change(), false));
        rejected.forEach(hash -> graph.accept(hash, false));
        PageNow old = state.now();
        state.merged(
                left.isEmpty()
                        ? PageNow.unknown(state.page, settings.author())
                        : old.merged(
                                document.content(),
                                document.heads(),
                                old.changedAt(),
                                old.changedBy()));
        TextChange difference = TextChange.between(old.text(), state.now().text());
        Optional<JournalRow> step = editing.foldedStep(state, old, difference, settings.author());
        return commits.submit(
                state, editing.changed(state, waiting, Set.of(), rejected, vouched, step));
    }
}
