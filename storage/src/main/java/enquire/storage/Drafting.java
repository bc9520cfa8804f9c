package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageDocumentException;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.SuggestionRefusedException.Reason;
import java.util.List;

/**
 * Makes changes that are no part of their page: on a copy of it, by an actor of their own, so that
 * the page neither holds them nor ever follows them. Thread-safe.
 */
final class Drafting {

    private final Pages pages;
    private final Documents documents;
    private final Versions versions;
    private final Editing editing;
    private final Actors actors;

    Drafting(Pages pages, Documents documents, Versions versions, Editing editing, Actors actors) {
        this.pages = pages;
        this.documents = documents;
        this.versions = versions;
        this.editing = editing;
        this.actors = actors;
    }

    private record Begun(Bytes page, TextChange edit) {}

    /**
     * The change that would make {@code text} out of {@code base}, moved over what came since.
     *
     * @throws SuggestionRefusedException if there is none, or it would be several
     */
    Change draft(PageId page, Version base, String text) {
        String normal = Texts.normalized(text);
        Begun begun = pages.lend(page, state -> begin(state, base, normal));
        try (PageDocument copy = PageDocument.load(begun.page(), actors.drawn())) {
            List<Change> made = copy.edit(new Edit.Text(begun.edit()));
            if (made.size() != 1 || !SuggestedEdit.fits(made.getFirst())) {
                throw new SuggestionRefusedException(Reason.TOO_LARGE);
            }
            return made.getFirst();
        } catch (PageDocumentException e) {
            throw new StorageException(
                    "This suggestion could not be made, so nothing was kept. The page is as it was;"
                            + " try again.",
                    e);
        }
    }

    private Begun begin(PageState state, Version base, String text) {
        if (!state.now().exists()) {
            throw new NoSuchPageException(state.page);
        }
        if (state.now().deleted()) {
            throw new SuggestionRefusedException(Reason.DELETED);
        }
        if (state.pending().isPresent()) {
            // Of when this node was a writer. What others do not have, nothing may follow.
            throw new StorageException(
                    "Typing of this page is still being taken in, so nothing was kept. Try again"
                            + " in a moment.");
        }
        Versions.Past past = versions.past(state, base).orElseThrow(() -> Writing.unknown(base));
        TextChange edit = TextChange.between(past.text(), text).mapOver(past.since(), false);
        if (edit.isEmpty() || edit.apply(state.now().text()).equals(state.now().text())) {
            throw new SuggestionRefusedException(Reason.NOTHING_CHANGED);
        }
        editing.usedUp(state, edit)
                .ifPresent(tooLarge -> {
                    throw tooLarge;
                });
        if (edit.lengthAfter() > edit.lengthBefore()) {
            Texts.requireRoom(edit.lengthAfter());
        }
        return new Begun(documents.document(state).save(), edit);
    }
}
