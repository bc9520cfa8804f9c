package enquire.editor.markdown;

import java.util.Map;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;

/** Anchors of headings and footnotes, and the class of task items. */
final class PageAttributes implements AttributeProvider {

    private final Scope scope;

    PageAttributes(Scope scope) {
        this.scope = scope;
    }

    @Override
    public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
        switch (node) {
            case org.commonmark.node.Heading heading -> {
                Heading known = scope.headings().get(heading);
                if (known != null) {
                    attributes.put("id", known.slug());
                }
            }
            case ListItem item when item.getFirstChild() instanceof TaskListItemMarker ->
                    attributes.put("class", "task");
            case FootnoteReference _reference -> anchor(attributes);
            case FootnoteDefinition _definition -> anchor(attributes);
            default -> {}
        }
    }

    private void anchor(Map<String, String> attributes) {
        attributes.computeIfPresent("id", (_key, id) -> scope.idPrefix() + plain(id));
        attributes.computeIfPresent(
                "href", (_key, href) -> "#" + scope.idPrefix() + plain(href.substring(1)));
    }

    /**
     * A footnote's label may hold any character: those that an id should not have are spelt out.
     */
    private static String plain(String id) {
        var plain = new StringBuilder(id.length());
        id.codePoints()
                .forEach(c -> {
                    if (Character.isLetterOrDigit(c) || c == '-' || c == '_') {
                        plain.appendCodePoint(c);
                    } else {
                        plain.append('.').append(Integer.toHexString(c));
                    }
                });
        return plain.toString();
    }
}
