package enquire.editor.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;

/** Finds the headings and tasks of a page, in the order of its text. */
final class Landmarks extends AbstractVisitor {

    private final int offset;
    private final Slugs slugs = new Slugs();
    private final Map<Node, Heading> headings = new LinkedHashMap<>();
    private final Map<TaskListItemMarker, Integer> tasks = new LinkedHashMap<>();

    /**
     * @param offset where the tree's text begins in the page's
     */
    Landmarks(int offset) {
        this.offset = offset;
    }

    Map<Node, Heading> headings() {
        return headings;
    }

    Map<TaskListItemMarker, Integer> tasks() {
        return tasks;
    }

    @Override
    public void visit(org.commonmark.node.Heading node) {
        String text = InlineText.of(node).strip();
        var spans = node.getSourceSpans();
        int start = spans.isEmpty() ? 0 : spans.getFirst().getInputIndex();
        headings.put(node, new Heading(node.getLevel(), text, slugs.next(text), start + offset));
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TaskListItemMarker task) {
            tasks.put(task, tasks.size());
        }
        visitChildren(node);
    }
}
