package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.PageId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides which changes may enter a page's document. Pure and thread-safe; the floor above, which
 * knows the members, supplies it. Own changes enter when they are made and are judged only when
 * everything is judged anew.
 */
@FunctionalInterface
public interface AcceptanceRule {

    /**
     * @param candidates the changes to judge, in any order; no two of them, or of them and what is
     *     accepted, have one actor and number
     * @param accepted whether a change that is no candidate is accepted; true for the genesis
     * @param statements all statements that vouch for a candidate
     * @return those candidates that are authentic, authorised, and whose dependencies are all
     *     accepted; closed under dependencies
     */
    Set<ChangeHash> judge(
            PageId page,
            Collection<Change> candidates,
            Predicate<ChangeHash> accepted,
            Collection<Statement> statements);

    /**
     * What became of everything that is held of a page.
     *
     * @param accepted closed under dependencies; never two of one actor and number
     * @param outvoted what would be accepted had its author, or somebody it builds on, not made two
     *     changes of one number (decision 0009): proof and suggestion, kept and given to peers
     */
    record Verdict(Set<ChangeHash> accepted, Set<ChangeHash> outvoted) {}

    /**
     * Judges all that is held of a page, two changes of one number among it.
     *
     * @param statements all that are held of the page
     */
    default Verdict judgeAll(
            PageId page, Collection<Change> changes, Collection<Statement> statements) {
        return new Verdict(judge(page, changes, Genesis.HASH::equals, statements), Set.of());
    }

    /**
     * What statements are worth to a page.
     *
     * @param needless those that no node needs to hold: a function of what is held, of the page and
     *     of the members, so that all nodes come to hold the same ones
     * @param spare those that speak for nothing in the page that others would not speak for without
     *     them, but may yet come to
     * @param early of these, what cites members of whom nothing is known here yet
     */
    record Weighed(Set<Statement> needless, Set<Statement> spare, Set<Statement> early) {}

    /**
     * @param statements all that are held of the page, and what came for it
     * @param inPage what a change is that is part of the page, or only outvoted
     */
    default Weighed weigh(
            Collection<Statement> statements,
            Function<ChangeHash, Optional<Exchange.Numbered>> inPage) {
        var spare = new HashSet<Statement>(statements);
        spare.removeIf(statement ->
                statement.vouched().stream().anyMatch(hash -> inPage.apply(hash).isPresent()));
        return new Weighed(Set.of(), spare, Set.of());
    }

    /**
     * What was taken out of the changes of a page for good, by all that count now. Of these changes
     * nobody keeps more than what is left, and nobody takes more in.
     */
    default Map<ChangeHash, TakenOut> takenOut(PageId page) {
        return Map.of();
    }

    /** Whether an attachment was taken out of the wiki for good: nobody keeps its bytes. */
    default boolean isFileTakenOut(BlobId file) {
        return false;
    }

    /**
     * Whether own changes are accepted by others, as far as this node knows: false for a reader.
     */
    default boolean mayWrite() {
        return true;
    }

    /** If it may not: why, as far as this node knows. */
    default NotAWriterException.Because refusal() {
        return NotAWriterException.Because.READS;
    }
}
