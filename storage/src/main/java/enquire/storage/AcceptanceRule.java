package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides which changes may enter a page's document. Pure and thread-safe; the floor above, which
 * knows the members, supplies it. Own changes enter when they are made and are judged only when
 * everything is judged anew.
 */
@FunctionalInterface
public interface AcceptanceRule {

    /**
     * @param candidates the changes to judge, in any order
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

    /** Whether own changes are accepted by others: false for a reader's node. */
    default boolean mayWrite() {
        return true;
    }
}
