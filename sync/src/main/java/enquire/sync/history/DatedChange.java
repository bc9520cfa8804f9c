package enquire.sync.history;

import enquire.editor.page.Change;
import java.time.Instant;

/**
 * @param at when the change was made, as well as this computer can tell
 */
public record DatedChange(Change change, Instant at) {}
