package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.time.Instant;
import java.util.List;

/**
 * An edit of somebody who may only read: one change of an actor of its own, on top of what was part
 * of the page. It is no part of the page itself before a writer adopts it (decision 0037).
 *
 * @param statement by which its author has signed the change
 * @param at when it was made, by its author's clock
 */
public record SuggestedEdit(PageId page, Change change, Statement statement, Instant at) {

    /** What names one. */
    public record Named(PageId page, ChangeHash id) {}

    public Named name() {
        return new Named(page, id());
    }

    public ChangeHash id() {
        return change.hash();
    }

    public PeerId author() {
        return change.actor().author();
    }

    /** The same without what was taken out for good; see {@link TakenOut#admitted}. */
    static List<SuggestedEdit> without(List<SuggestedEdit> edits, AcceptanceRule rule) {
        return edits.stream()
                .flatMap(edit ->
                        TakenOut.admitted(edit.change(), rule.takenOut(edit.page())).stream()
                                .map(left ->
                                        new SuggestedEdit(
                                                edit.page(), left, edit.statement(), edit.at())))
                .toList();
    }

    /** Whether it can be one: a first change, of nothing but text, on top of something. */
    boolean isOne() {
        return change.seq() == 1
                && change.changesText()
                && !change.changesMaps()
                && !change.dependencies().isEmpty()
                && !change.dependencies().contains(Genesis.HASH)
                && fits(change);
    }

    /** Also when words are taken out of it: it is kept and given as what is left then. */
    static boolean fits(Change change) {
        return change.chunkBytesMax().orElse(Integer.MAX_VALUE) <= SuggestedEdits.CHUNK_BYTES_MAX;
    }

    /** What it takes to keep it. */
    long bytes() {
        return change.chunk().size() + (long) statement.bytes().size();
    }
}
