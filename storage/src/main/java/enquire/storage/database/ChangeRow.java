package enquire.storage.database;

import enquire.editor.page.Change;
import java.time.Instant;

/**
 * A change to store.
 *
 * @param unsigned whether it is an own one that no own revision covers yet
 * @param madeAt when it was made, or taken in
 */
public record ChangeRow(Change change, boolean accepted, boolean unsigned, Instant madeAt) {}
