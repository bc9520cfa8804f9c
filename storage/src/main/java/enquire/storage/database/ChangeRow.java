package enquire.storage.database;

import enquire.editor.page.Change;
import java.time.Instant;

/**
 * A change to store.
 *
 * @param packed its chunk, compressed here because the writer's thread has other things to do
 * @param unsigned whether it is an own one that no own revision covers yet
 * @param madeAt when it was made, or taken in
 */
public record ChangeRow(
        Change change, byte[] packed, boolean accepted, boolean unsigned, Instant madeAt) {

    public static ChangeRow own(Change change, Instant madeAt) {
        return new ChangeRow(change, Packing.pack(change.chunk()), true, true, madeAt);
    }

    public static ChangeRow foreign(Change change, boolean accepted, Instant takenAt) {
        return new ChangeRow(change, Packing.pack(change.chunk()), accepted, false, takenAt);
    }
}
