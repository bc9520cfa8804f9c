package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.PageUpdate.Vouched;
import enquire.storage.database.StatementTable;
import enquire.storage.database.WikiDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells what is new of what came for a page, and what of it and of what waits may enter. Inside a
 * lend of the page, with nothing on its way to disk.
 */
final class Sorting {

    private final AcceptanceRule rule;
    private final WikiDatabase database;
    private final Documents documents;
    private final Suspects suspects;
    private final Forks forks;

    Sorting(
            AcceptanceRule rule,
            WikiDatabase database,
            Documents documents,
            Suspects suspects,
            Forks forks) {
        this.rule = rule;
        this.database = database;
        this.documents = documents;
        this.suspects = suspects;
        this.forks = forks;
    }

    /**
     * @param fresh changes that are not held yet
     * @param authorised what may enter, of these and of what waits; in any order
     * @param held the statements that were there, if there is anything to judge
     * @param news of the statements that came
     * @param look at the whole page, if two changes of it have one number
     */
    record Sorted(
            List<Change> fresh,
            List<Change> authorised,
            List<Statement> held,
            Vouched news,
            Optional<Forks.Look> look) {}

    Sorted sort(PageState state, List<Change> changes, Vouched vouched) {
        ChangeGraph graph = documents.graph(state);
        Set<ChangeHash> keptOut = suspects.kept(state.page);
        Map<ChangeHash, Change> candidates = waiting(state, keptOut);
        List<Change> fresh = fresh(graph, changes, keptOut);
        fresh.forEach(change -> candidates.put(change.hash(), change));
        List<Statement> held =
                candidates.isEmpty() && vouched.isNothing()
                        ? List.of()
                        : database.read(handle -> StatementTable.statements(handle, state.page));
        Vouched news = unknown(held, vouched);
        var statements = new ArrayList<>(held);
        statements.addAll(news.added());
        Optional<Forks.Look> look =
                graph.hasTwins(candidates.values())
                        ? Optional.of(forks.look(state.page, candidates, statements))
                        : Optional.empty();
        Set<ChangeHash> authorised =
                look.map(each -> each.verdict().accepted())
                        .orElseGet(() -> judge(state, candidates, statements));
        List<Change> entering =
                candidates.values().stream()
                        .filter(change -> authorised.contains(change.hash()))
                        .toList();
        return new Sorted(fresh, entering, held, news, look);
    }

    private Map<ChangeHash, Change> waiting(PageState state, Set<ChangeHash> keptOut) {
        var waiting = new LinkedHashMap<ChangeHash, Change>();
        if (!documents.graph(state).waiting().isEmpty()) {
            database.read(handle -> ChangeTable.changes(handle, state.page, false))
                    .forEach(change -> waiting.put(change.hash(), change));
        }
        waiting.keySet().removeAll(keptOut);
        return waiting;
    }

    private static Vouched unknown(List<Statement> held, Vouched vouched) {
        if (vouched.isNothing()) {
            return Vouched.NOTHING;
        }
        Set<Bytes> ids = held.stream().map(Statement::id).collect(Collectors.toSet());
        List<Statement> added =
                vouched.added().stream()
                        .filter(statement -> !ids.contains(statement.id()))
                        .toList();
        List<Bytes> replaced = vouched.replacedIds().stream().filter(ids::contains).toList();
        return new Vouched(added, replaced);
    }

    private static List<Change> fresh(
            ChangeGraph graph, List<Change> changes, Set<ChangeHash> keptOut) {
        var fresh = new LinkedHashMap<ChangeHash, Change>();
        for (Change change : changes) {
            boolean genesis = change.hash().equals(Genesis.HASH);
            if (!genesis && !graph.contains(change.hash()) && !keptOut.contains(change.hash())) {
                fresh.put(change.hash(), change);
            }
        }
        return List.copyOf(fresh.values());
    }

    private Set<ChangeHash> judge(
            PageState state, Map<ChangeHash, Change> candidates, List<Statement> statements) {
        if (candidates.isEmpty()) {
            return Set.of();
        }
        ChangeGraph graph = documents.graph(state);
        return rule.judge(
                state.page,
                List.copyOf(candidates.values()),
                hash -> !candidates.containsKey(hash) && graph.isAccepted(hash),
                statements);
    }
}
