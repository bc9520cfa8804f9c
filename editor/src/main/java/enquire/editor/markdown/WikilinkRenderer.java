package enquire.editor.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** {@code [[Title]]}, {@code ![[Title]]} and {@code #tag}. */
final class WikilinkRenderer implements NodeRenderer {

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final Scope scope;
    private final DestinationWriter destinations;

    WikilinkRenderer(HtmlNodeRendererContext context, Scope scope) {
        this.context = context;
        this.html = context.getWriter();
        this.scope = scope;
        this.destinations = new DestinationWriter(context, scope.links().words());
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(WikilinkNode.class, EmbedBlock.class, TagNode.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case WikilinkNode link -> renderInline(link);
            case EmbedBlock block -> renderBlock(block);
            case TagNode tag -> renderTag(tag);
            default -> throw new IllegalArgumentException("not asked for: " + node);
        }
    }

    private void renderInline(WikilinkNode link) {
        boolean insideLink = Nodes.isInsideLink(link);
        if (link.name().isEmpty()) {
            Runnable label = () -> renderLabel(link);
            if (insideLink) {
                label.run();
            } else {
                destinations.anchor(
                        "#" + Slugs.of(link.heading().orElse("")), "link", Optional.empty(), label);
            }
            return;
        }
        show(link, scope.links().resolve(link.target()), insideLink);
    }

    private void show(WikilinkNode link, Destination destination, boolean insideLink) {
        if (link.embed() && destination instanceof Destination.File) {
            Map<String, String> attributes = new LinkedHashMap<>();
            link.size().ifPresent(size -> DestinationWriter.putSize(size, attributes));
            destinations.embedded(destination, link.name(), link.shown(), attributes, insideLink);
        } else if (insideLink) {
            renderLabel(link);
        } else {
            destinations.link(
                    scope.links(),
                    link.target(),
                    link.heading(),
                    link.name(),
                    Optional.empty(),
                    () -> renderLabel(link));
        }
    }

    /** The children of a link, if it has any, are its label in the colours of who wrote it. */
    private void renderLabel(WikilinkNode link) {
        if (link.getFirstChild() == null) {
            html.text(link.shown());
        }
        for (Node node = link.getFirstChild(); node != null; node = node.getNext()) {
            context.render(node);
        }
    }

    private void renderBlock(EmbedBlock block) {
        html.line();
        for (Node node = block.getFirstChild(); node != null; node = node.getNext()) {
            var link = (WikilinkNode) node;
            if (!renderTransclusion(link)) {
                html.tag("p");
                renderInline(link);
                html.tag("/p");
            }
            html.line();
        }
    }

    /** Shows the page in place, unless it is none, has no such heading, or a limit is met. */
    private boolean renderTransclusion(WikilinkNode link) {
        if (link.name().isEmpty()
                || !(scope.links().resolve(link.target()) instanceof Destination.Page page)) {
            return false;
        }
        Optional<Transclusion> found =
                scope.links().transclusion(link.target()).filter(scope::admit);
        Optional<Node> tree =
                found.flatMap(shown -> ParsedPage.forHtml(shown.text()))
                        .flatMap(parsed -> Section.of(parsed, link.heading()));
        if (tree.isEmpty()) {
            return false;
        }
        Transclusion shown = found.get();
        html.tag("div", Map.of("class", "transclusion"));
        html.line();
        html.tag("p", Map.of("class", "transclusion-title"));
        destinations.link(
                page,
                link.heading(),
                link.name(),
                Optional.empty(),
                () -> html.text(shown.title()));
        html.tag("/p");
        html.line();
        html.raw(Markdown.html(tree.get(), scope.inside(shown.links())));
        html.line();
        html.tag("/div");
        return true;
    }

    private void renderTag(TagNode tag) {
        Runnable label = () -> html.text("#" + tag.tag());
        if (Nodes.isInsideLink(tag)) {
            label.run();
        } else {
            destinations.anchor(scope.links().tagUrl(tag.tag()), "tag", Optional.empty(), label);
        }
    }
}
