package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.FirstChanges;
import enquire.editor.page.Heads;
import enquire.editor.page.PageContent;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageDocumentException;
import enquire.editor.page.ScreenedChanges;
import enquire.editor.text.TextChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where changes of others reach Automerge, and where they are kept from it: a bad one
 * would end the process. A page that is new here, as every page of a first sync, has nothing to
 * merge and needs no Automerge at all. Inside a lend of the page.
 */
final class Merging {

    private static final Logger LOG = LoggerFactory.getLogger(Merging.class);

    /**
     * A page after changes entered it.
     *
     * @param textChange from the text before
     */
    record Merged(PageContent content, Heads heads, TextChange textChange) {}

    /**
     * What may enter a page.
     *
     * @param first what the page says then, if it begins with these changes and nothing is merged
     */
    record Screened(ScreenedChanges changes, Optional<PageContent> first) {}

    /** What decides, without Automerge, which changes may come near it. */
    @FunctionalInterface
    interface Screening {
        ScreenedChanges screen(PageDocument page, List<Change> changes);
    }

    private final Documents documents;
    private final Editing editing;
    private final Screening screening;
    private final LongSupplier operationsMax;

    /**
     * @param screening {@link PageDocument#screen}; another one only to see what comes of a change
     *     that it misses
     * @param operationsMax of a page for which there is memory
     */
    Merging(Documents documents, Editing editing, Screening screening, LongSupplier operationsMax) {
        this.documents = documents;
        this.editing = editing;
        this.screening = screening;
        this.operationsMax = operationsMax;
    }

    /**
     * What may enter the page. A signature says who made a change, not that it is harmless (design,
     * section 8). Folds pending typing first.
     *
     * @param authorised each after those it depends on
     */
    Screened screen(PageState state, List<Change> authorised) {
        Optional<PageContent> first = begin(state, authorised);
        if (authorised.isEmpty() || first.isPresent()) {
            return new Screened(new ScreenedChanges(authorised, Map.of()), first);
        }
        editing.fold(state);
        return new Screened(screening.screen(documents.document(state), authorised), first);
    }

    /**
     * Takes in what was screened and {@linkplain Trials tried}.
     *
     * @throws StorageException if it cannot be merged; the page is as it was
     */
    Merged merge(PageState state, Screened screened) {
        List<Change> fit = screened.changes().fit();
        if (screened.first().isPresent()) {
            PageContent content = screened.first().get();
            var whole = TextChange.replace(0, 0, 0, content.text());
            return new Merged(content, Heads.of(List.of(fit.getLast().hash())), whole);
        }
        PageDocument document = documents.document(state);
        state.touch();
        try {
            PageDocument.Applied applied = document.apply(fit);
            return new Merged(document.content(), applied.heads(), applied.textChange());
        } catch (PageDocumentException | IllegalArgumentException e) {
            LOG.warn("Changes of page {} could not be merged", state.page, e);
            throw new StorageException(
                    ("What a peer sent for the page “%s” could not be merged. The page is as it"
                                    + " was; it is asked for again.")
                            .formatted(state.now().title()),
                    e);
        }
    }

    /**
     * What a page says that begins here with these changes, if that can be told without merging.
     */
    private Optional<PageContent> begin(PageState state, List<Change> changes) {
        boolean isNew =
                state.now().heads().isEmpty()
                        && state.pending().isEmpty()
                        && state.document().isEmpty();
        return isNew && PageOperations.sum(changes) <= operationsMax.getAsLong()
                ? FirstChanges.read(changes)
                : Optional.empty();
    }
}
