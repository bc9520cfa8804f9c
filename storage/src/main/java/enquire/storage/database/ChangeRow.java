package enquire.storage.database;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PeerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A change to store.
 *
 * @param packed its chunk, compressed here because the writer's thread has other things to do
 * @param unsigned whether it is an own one that no own revision covers yet
 * @param madeAt when it was made, or taken in
 * @param editedAt when its author made it, as far as that is known; not after {@code madeAt}
 * @param deliverer who brought it, while it was never part of the page
 */
public record ChangeRow(
        Change change,
        byte[] packed,
        boolean accepted,
        boolean unsigned,
        Instant madeAt,
        Instant editedAt,
        Optional<PeerId> deliverer) {

    public static ChangeRow own(Change change, Instant madeAt) {
        return new ChangeRow(
                change, Packing.pack(change.chunk()), true, true, madeAt, madeAt, Optional.empty());
    }

    /**
     * Rows of what came from elsewhere.
     *
     * @param accepted those that enter the page
     * @param claimedAt when they were made, as they say who brought them; a clock may be wrong, or
     *     lie
     */
    public static List<ChangeRow> foreign(
            List<Change> changes,
            Collection<ChangeHash> accepted,
            Instant takenAt,
            Instant claimedAt,
            Optional<PeerId> deliverer) {
        // The statement may come in a later frame; then nobody has claimed anything yet.
        boolean claimed = claimedAt.isAfter(Instant.EPOCH) && claimedAt.isBefore(takenAt);
        Instant editedAt = claimed ? claimedAt : takenAt;
        return changes.stream()
                .map(change -> {
                    boolean enters = accepted.contains(change.hash());
                    return new ChangeRow(
                            change,
                            Packing.pack(change.chunk()),
                            enters,
                            false,
                            takenAt,
                            editedAt,
                            enters ? Optional.empty() : deliverer);
                })
                .toList();
    }
}
