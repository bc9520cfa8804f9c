package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;

/**
 * A page in Automerge's own form, a cache beside its raw changes.
 *
 * @param heads which it was loaded back with before it was stored
 */
public record Snapshot(Heads heads, Bytes bytes) {}
