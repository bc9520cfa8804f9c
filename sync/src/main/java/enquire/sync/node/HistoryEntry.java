package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.editor.page.TextHistory;
import enquire.storage.Version;
import java.time.Instant;
import java.util.List;

/**
 * One step in the history of a page.
 *
 * @param added words
 * @param removed words
 * @param acts what was done besides writing text
 */
public record HistoryEntry(
        Version version,
        PeerId author,
        Instant at,
        int added,
        int removed,
        List<TextHistory.Act> acts) {}
