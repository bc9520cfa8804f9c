package enquire.sync.history;

import enquire.editor.page.PeerId;
import enquire.storage.Version;
import java.time.Instant;

/**
 * What was typed a moment ago and is in no change yet.
 *
 * @param at when the newest of it was typed
 * @param version of the page with it
 * @param text of the page with it
 */
public record Typing(PeerId author, Instant at, Version version, String text) {}
