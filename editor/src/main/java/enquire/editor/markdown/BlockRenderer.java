package enquire.editor.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Alerts, the boxes of tasks, formulas and highlights. */
final class BlockRenderer implements NodeRenderer {

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final Scope scope;

    BlockRenderer(HtmlNodeRendererContext context, Scope scope) {
        this.context = context;
        this.html = context.getWriter();
        this.scope = scope;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(
                AlertNode.class,
                TaskListItemMarker.class,
                MathNode.class,
                MathBlock.class,
                CommentNode.class,
                Highlight.class,
                CommentBlock.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case AlertNode alert -> renderAlert(alert);
            case TaskListItemMarker task -> renderBox(task);
            case MathNode math -> renderMath(math.literal(), math.display());
            case CommentNode _comment -> {}
            case Highlight highlight -> {
                html.tag("mark");
                renderChildren(highlight);
                html.tag("/mark");
            }
            case CommentBlock comment -> renderOpen(comment);
            case MathBlock math -> {
                html.line();
                html.tag("p");
                if (math.literal().isEmpty()) {
                    html.text("$$");
                } else {
                    renderMath(math.literal(), true);
                }
                html.tag("/p");
                html.line();
            }
            default -> throw new IllegalArgumentException("not asked for: " + node);
        }
    }

    /** One that has no end. */
    private void renderOpen(CommentBlock comment) {
        if (!comment.closed()) {
            html.line();
            html.tag("pre");
            html.text("%%" + comment.literal());
            html.tag("/pre");
            html.line();
        }
    }

    private void renderAlert(AlertNode alert) {
        html.line();
        html.tag("div", Map.of("class", "alert alert-" + alert.kind().cssName()));
        html.line();
        html.tag("p", Map.of("class", "alert-title"));
        renderChildren(alert.title());
        html.tag("/p");
        html.line();
        renderChildren(alert);
        html.line();
        html.tag("/div");
        html.line();
    }

    private void renderBox(TaskListItemMarker task) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("type", "checkbox");
        attributes.put("disabled", "");
        if (task.isChecked()) {
            attributes.put("checked", "");
        }
        // The read screen toggles the n-th task of this page, never one of another.
        scope.taskNumber(task)
                .ifPresent(number -> attributes.put("data-task", Integer.toString(number)));
        html.tag("input", attributes, true);
        html.text(" ");
    }

    /** In TeX: a script draws it, and who runs none reads that. */
    private void renderMath(String literal, boolean display) {
        html.tag("code", Map.of("class", display ? "math math-display" : "math"));
        html.text(literal);
        html.tag("/code");
    }

    private void renderChildren(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            context.render(node);
        }
    }
}
