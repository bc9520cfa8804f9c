package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.storage.Exchange.Missing;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.PageRow;
import enquire.storage.database.PageTable;
import enquire.storage.database.StatementTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What somebody lacks of a page: read from the tables, without Automerge. */
final class Sending {

    private Sending() {}

    /**
     * @param forked whether two changes of one number are held: then what is outvoted has to be
     *     given too
     */
    record Lacking(Missing missing, boolean forked) {}

    static Lacking missing(Handle handle, PageId page, Heads theirs) {
        var graph = ChangeGraph.of(ChangeTable.nodes(handle, page));
        boolean forked = graph.hasTwins(List.of());
        return new Lacking(
                forked
                        ? new Missing(List.of(), List.of())
                        : missing(handle, page, theirs, graph, Set.of()),
                forked);
    }

    static Missing missing(Handle handle, PageId page, Heads theirs, Set<ChangeHash> outvoted) {
        var graph = ChangeGraph.of(ChangeTable.nodes(handle, page));
        return missing(handle, page, theirs, graph, outvoted);
    }

    private static Missing missing(
            Handle handle, PageId page, Heads theirs, ChangeGraph graph, Set<ChangeHash> outvoted) {
        Set<ChangeHash> covered = graph.ancestors(theirs.hashes());
        var wanted = new LinkedHashSet<>(graph.accepted());
        wanted.addAll(outvoted);
        wanted.removeAll(covered);
        // Who asks although it has every change can only want what vouches for them.
        boolean level = PageTable.row(handle, page).map(PageRow::heads).equals(Optional.of(theirs));
        List<Statement> statements =
                StatementTable.statements(handle, page).stream()
                        .filter(statement -> level || !covered.containsAll(statement.vouched()))
                        .toList();
        wanted.addAll(between(graph, wanted, statements));
        var changes = new ArrayList<Change>();
        for (ChangeHash hash : wanted) {
            ChangeTable.change(handle, page, hash).ifPresent(changes::add);
        }
        return new Missing(ChangeGraph.orderedByChains(changes), statements);
    }

    /**
     * What is not accepted and stands between a change that is given and a later one of the same
     * actor that a statement names: who lacks it cannot see that the statement speaks for the
     * earlier one. So it is when somebody may not write any more, and his last revision covers
     * edits that were taken in before and others that came too late.
     */
    private static Set<ChangeHash> between(
            ChangeGraph graph, Set<ChangeHash> given, List<Statement> statements) {
        var between = new HashSet<ChangeHash>();
        for (Statement statement : statements) {
            for (ChangeHash named : statement.vouched()) {
                if (graph.contains(named) && !graph.isAccepted(named)) {
                    Set<ChangeHash> ancestors = graph.ancestors(List.of(named));
                    if (ancestors.stream()
                            .anyMatch(each -> given.contains(each) && graph.isAccepted(each))) {
                        ancestors.removeIf(graph::isAccepted);
                        between.addAll(ancestors);
                    }
                }
            }
        }
        return between;
    }
}
