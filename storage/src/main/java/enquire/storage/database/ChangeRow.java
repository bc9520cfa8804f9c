package enquire.storage.database;

import enquire.editor.page.Change;
import enquire.editor.page.PeerId;
import java.time.Instant;
import java.util.Optional;

/**
 * A change to store.
 *
 * @param packed its chunk, compressed here because the writer's thread has other things to do
 * @param unsigned whether it is an own one that no own revision covers yet
 * @param madeAt when it was made, or taken in
 * @param deliverer who brought it, while it was never part of the page
 */
public record ChangeRow(
        Change change,
        byte[] packed,
        boolean accepted,
        boolean unsigned,
        Instant madeAt,
        Optional<PeerId> deliverer) {

    public static ChangeRow own(Change change, Instant madeAt) {
        return new ChangeRow(
                change, Packing.pack(change.chunk()), true, true, madeAt, Optional.empty());
    }

    public static ChangeRow foreign(
            Change change, boolean accepted, Instant takenAt, Optional<PeerId> deliverer) {
        return new ChangeRow(
                change,
                Packing.pack(change.chunk()),
                accepted,
                false,
                takenAt,
                accepted ? Optional.empty() : deliverer);
    }
}
