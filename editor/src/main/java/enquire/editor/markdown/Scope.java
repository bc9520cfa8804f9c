package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.Node;

/**
 * What the nodes of one page need to know while it renders. The page at the top and each page shown
 * inside it have a scope of their own. One thread at a time.
 */
final class Scope {

    private final PageLinks links;
    private final Map<Node, Heading> headings;
    private final TransclusionBudget budget;
    private final List<String> path;
    private final String idPrefix;
    private final Map<? extends Node, Integer> tasks;

    private Scope(
            PageLinks links,
            Map<Node, Heading> headings,
            Map<? extends Node, Integer> tasks,
            TransclusionBudget budget,
            List<String> path,
            String idPrefix) {
        this.links = links;
        this.headings = headings;
        this.tasks = tasks;
        this.budget = budget;
        this.path = path;
        this.idPrefix = idPrefix;
    }

    static Scope top(ParsedPage page, PageLinks links) {
        var budget = new TransclusionBudget();
        return new Scope(
                links, page.headings(), page.tasks(), budget, List.of(links.identity()), "");
    }

    /** For a page that is shown inside this one: its headings and tasks are no targets here. */
    Scope inside(PageLinks inner) {
        var longer = new ArrayList<>(path);
        longer.add(inner.identity());
        String prefix = "t" + budget.count() + "-";
        return new Scope(inner, Map.of(), Map.of(), budget, longer, prefix);
    }

    PageLinks links() {
        return links;
    }

    Map<Node, Heading> headings() {
        return headings;
    }

    /** What makes the ids of footnotes unique: empty at the top. */
    String idPrefix() {
        return idPrefix;
    }

    /** The number of a task of the page at the top; empty for the tasks of pages inside it. */
    Optional<Integer> taskNumber(Node task) {
        return Optional.ofNullable(tasks.get(task));
    }

    /** Whether {@code page} may be shown inside this one; if so, it has been counted. */
    boolean admit(Transclusion page) {
        return path.size() <= Limits.TRANSCLUSION_DEPTH_MAX
                && !path.contains(page.links().identity())
                && budget.take(page.text().length());
    }
}
