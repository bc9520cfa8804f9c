package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Heads;
import enquire.editor.page.PageContent;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.database.PageRow;
import enquire.storage.database.PageUpdate.Committed;
import java.time.Instant;
import java.util.Map;

/**
 * Everything a page says at one moment, pending typing included.
 *
 * @param heads without pending typing
 */
record PageNow(
        PageId page,
        Title title,
        PageRow.State state,
        String text,
        Heads heads,
        Map<TitleKey, String> aliases,
        Map<BlobId, String> files,
        Instant changedAt,
        PeerId changedBy) {

    /** For a page whose title is missing or cannot be one; only a foreign program makes such. */
    private static final Title UNTITLED = new Title("Untitled");

    /** Of a page that nobody made. */
    static PageNow unknown(PageId page, PeerId author) {
        return new PageNow(
                page,
                UNTITLED,
                PageRow.State.WAITING,
                "",
                Heads.NONE,
                Map.of(),
                Map.of(),
                Instant.EPOCH,
                author);
    }

    /** After a tab or the API typed: which takes a deletion back. */
    PageNow typed(String typedText, Instant at, PeerId by) {
        return new PageNow(
                page,
                title,
                PageRow.State.LIVE,
                typedText,
                heads,
                aliases,
                files,
                latest(at),
                at.isBefore(changedAt) ? changedBy : by);
    }

    /** After the document changed. */
    PageNow merged(PageContent content, Heads newHeads, Instant at, PeerId by) {
        return new PageNow(
                page,
                content.title().orElse(UNTITLED),
                content.deleted() ? PageRow.State.DELETED : PageRow.State.LIVE,
                content.text(),
                newHeads,
                content.aliases(),
                content.files(),
                latest(at),
                at.isBefore(changedAt) ? changedBy : by);
    }

    boolean exists() {
        return state != PageRow.State.WAITING;
    }

    boolean deleted() {
        return state == PageRow.State.DELETED;
    }

    /** Sequence and suffix are the database's. */
    PageRow row() {
        return new PageRow(
                page, title, state, false, heads, text.length(), changedAt, changedBy, 0);
    }

    PageView view(Committed committed, long journalPosition) {
        return new PageView(
                page,
                title,
                committed.row().displayTitle(),
                text,
                new Version(heads, journalPosition),
                deleted(),
                aliases,
                files,
                changedAt,
                changedBy,
                committed.row().sequence());
    }

    private Instant latest(Instant at) {
        return at.isBefore(changedAt) ? changedAt : at;
    }
}
