package enquire.editor.markdown;

import java.util.OptionalInt;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** Finds the boxes of tasks in the source. */
final class TaskBoxes {

    private TaskBoxes() {}

    /** The box is the first thing in the item's first paragraph. */
    static Task task(ParsedPage page, TaskListItemMarker marker) {
        Node next = marker.getNext();
        if (!(next instanceof Paragraph) || next.getSourceSpans().isEmpty()) {
            return new Task(marker.isChecked(), OptionalInt.empty(), 0);
        }
        int start = next.getSourceSpans().getFirst().getInputIndex();
        String body = page.body();
        int end = body.indexOf(']', start);
        int length = end - start - 1;
        boolean written =
                body.charAt(start) == '[' && length >= 1 && length <= TickedTwice.MARKS_MAX;
        return written
                ? new Task(
                        marker.isChecked(),
                        OptionalInt.of(page.frontMatter().end() + start + 1),
                        length)
                : new Task(marker.isChecked(), OptionalInt.empty(), 0);
    }
}
