package enquire.storage.database;

import enquire.editor.page.Heads;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of a page's line.
 *
 * @param line random id of the line
 * @param version number of the text on that line after this step
 * @param tab which tab typed it; empty for the API, a peer or a merge
 * @param number the tab's own update number; 0 without a tab
 * @param base heads that the text before this step consists of, together with the rows of the same
 *     base before it
 * @param folded whether the heads of the page hold it, as they do from the beginning for what comes
 *     from peers
 */
public record JournalRow(
        String line,
        long version,
        Optional<String> tab,
        long number,
        PeerId author,
        Instant at,
        Heads base,
        boolean folded,
        TextChange step) {}
