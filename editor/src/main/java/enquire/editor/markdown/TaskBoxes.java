package enquire.editor.markdown;

import java.util.OptionalInt;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** Finds the boxes of tasks in the source. */
final class TaskBoxes {

    private TaskBoxes() {}

    static Task task(ParsedPage page, TaskListItemMarker marker) {
        return new Task(marker.isChecked(), mark(page, marker));
    }

    /** The box is the first thing in the item's first paragraph. */
    private static OptionalInt mark(ParsedPage page, TaskListItemMarker marker) {
        Node next = marker.getNext();
        if (!(next instanceof Paragraph) || next.getSourceSpans().isEmpty()) {
            return OptionalInt.empty();
        }
        int start = next.getSourceSpans().getFirst().getInputIndex();
        String body = page.body();
        boolean written =
                start + 2 < body.length()
                        && body.charAt(start) == '['
                        && body.charAt(start + 2) == ']';
        return written ? OptionalInt.of(page.frontMatter().end() + start + 1) : OptionalInt.empty();
    }
}
