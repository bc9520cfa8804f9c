package enquire.storage;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import java.time.Instant;

/**
 * One row of a list of pages.
 *
 * @param displayTitle the title, or {@code Title~k3f9} if another live page has the better right to
 *     the title
 * @param chars length of the text in UTF-16 units
 */
public record PageSummary(
        PageId page,
        Title title,
        String displayTitle,
        Heads heads,
        boolean deleted,
        int chars,
        Instant changedAt,
        PeerId changedBy,
        long sequence) {}
