package enquire.editor.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Text in the colour of who wrote it, and beside each block a bar of its writers' colours with
 * their names, which the keyboard reaches.
 */
final class WrittenRenderer implements NodeRenderer {

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;

    WrittenRenderer(HtmlNodeRendererContext context) {
        this.context = context;
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(WrittenNode.class, WrittenCode.class, WrittenBlock.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case WrittenNode text -> {
                html.tag(
                        "span",
                        ordered(
                                "class",
                                classes(text.prefix(), "by", "color-" + text.writer().color()),
                                "title",
                                text.writer().name()));
                renderChildren(text);
                html.tag("/span");
            }
            case WrittenCode code -> {
                html.tag("code");
                renderChildren(code);
                html.tag("/code");
            }
            case WrittenBlock block -> renderBlock(block);
            default -> throw new IllegalArgumentException("not asked for: " + node);
        }
    }

    /** The same bytes each time: a Map.of() has another order in each start of the node. */
    private static Map<String, String> ordered(
            String name, String value, String nextName, String nextValue) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put(name, value);
        attributes.put(nextName, nextValue);
        return attributes;
    }

    private void renderBlock(WrittenBlock block) {
        html.line();
        html.tag("div", Map.of("class", classes(block.prefix(), "written")));
        html.tag("a", ordered("class", classes(block.prefix(), "written-by"), "href", "#Writers"));
        html.tag("span", Map.of("class", classes(block.prefix(), "bar")));
        for (WrittenBlock.Share share : block.shares()) {
            html.tag(
                    "span",
                    Map.of(
                            "class",
                            classes(
                                    block.prefix(),
                                    "color-" + share.writer().color(),
                                    "share-" + share.tenths())));
            html.tag("/span");
        }
        html.tag("/span");
        html.tag("span", Map.of("class", classes(block.prefix(), "names")));
        html.text(
                block.shares().stream()
                        .map(share -> share.writer().name())
                        .collect(Collectors.joining(", ")));
        html.tag("/span");
        html.tag("/a");
        renderChildren(block);
        html.tag("/div");
        html.line();
    }

    private static String classes(String prefix, String... names) {
        return Stream.of(names).map(name -> prefix + name).collect(Collectors.joining(" "));
    }

    private void renderChildren(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            context.render(node);
        }
    }
}
