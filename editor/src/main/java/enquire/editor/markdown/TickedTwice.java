package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/**
 * Where two people ticked one box while apart, both marks stay when their texts meet: {@code - [xx]
 * paint}. That is still one task, and ticked if anybody ticked it; whoever ticks it next leaves one
 * mark.
 */
final class TickedTwice implements PostProcessor {

    /** More marks than this were written by a person who means something else. (A guess.) */
    static final int MARKS_MAX = 8;

    private static final Pattern BOX =
            Pattern.compile("\\[([xX ]{2," + MARKS_MAX + "})](?:[ \\t]+|$)");

    @Override
    public Node process(Node document) {
        List<ListItem> items = new ArrayList<>();
        document.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(ListItem item) {
                        items.add(item);
                        visitChildren(item);
                    }
                });
        items.forEach(TickedTwice::convert);
        return document;
    }

    private static void convert(ListItem item) {
        if (!(item.getFirstChild() instanceof Paragraph first)
                || !(first.getFirstChild() instanceof Text text)) {
            return;
        }
        Matcher box = BOX.matcher(text.getLiteral());
        if (box.lookingAt()) {
            text.setLiteral(text.getLiteral().substring(box.end()));
            item.prependChild(new TaskListItemMarker(!box.group(1).isBlank()));
        }
    }
}
