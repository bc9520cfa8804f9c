package enquire.storage.database;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import java.time.Instant;

/**
 * A row of the table {@code page}.
 *
 * @param suffixed whether another live page has the better right to the title
 * @param heads accepted ones, without typing that is pending
 * @param chars length of the text, pending typing included, in UTF-16 units
 */
public record PageRow(
        PageId page,
        Title title,
        State state,
        boolean suffixed,
        Heads heads,
        int chars,
        Instant changedAt,
        PeerId changedBy,
        long sequence) {

    /** The numbers stand in the file: their order is fixed. */
    public enum State {
        LIVE,
        DELETED,
        /** Changes or statements are held, and none of them is accepted. */
        WAITING
    }

    /** The title, or {@code Title~k3f9} if another live page has the better right to it. */
    public String displayTitle() {
        return suffixed ? title + "~" + page.shortForm() : title.value();
    }
}
