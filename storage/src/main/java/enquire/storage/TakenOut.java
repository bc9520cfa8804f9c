package enquire.storage;

import enquire.editor.page.Blanks;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.MalformedChangeException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was taken out of one change for good, by all that count of those who may say so.
 *
 * @param blanks the operations that lose their characters
 * @param proofs {@linkplain Change#proof what is left}, as those say who name all of these
 *     operations; none if only several of them together do
 */
public record TakenOut(Blanks blanks, Set<ChangeHash> proofs) {
    public TakenOut {
        proofs = Set.copyOf(proofs);
    }

    /**
     * A change of somebody else as it may be kept here: never with characters that were taken out,
     * and without characters only if somebody who may say so vouches for what is left.
     *
     * @param named what was taken out of the page's changes
     * @return empty if nobody knows whether these bytes are what is left of that change
     */
    static Optional<Change> admitted(Change change, Map<ChangeHash, TakenOut> named) {
        TakenOut out = named.get(change.hash());
        try {
            if (change.isBlanked()) {
                return Optional.of(change)
                        .filter(left -> out != null && out.proofs().contains(left.proof()));
            }
        } catch (MalformedChangeException e) {
            return Optional.empty();
        }
        return out == null ? Optional.of(change) : blanked(change, out);
    }

    /**
     * What is left of a change.
     *
     * @return empty of a change that no page can hold, in which nothing was to be taken out
     */
    static Optional<Change> blanked(Change change, TakenOut out) {
        try {
            return Optional.of(change.blanked(out.blanks()));
        } catch (MalformedChangeException e) {
            return Optional.empty();
        }
    }

    /**
     * The same of one that is held here.
     *
     * @return empty also if nothing more is to go
     */
    static Optional<Change> left(Change change, TakenOut out) {
        return blanked(change, out).filter(without -> !without.chunk().equals(change.chunk()));
    }
}
