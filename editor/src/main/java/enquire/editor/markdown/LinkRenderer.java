package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** {@code [label](destination)} and {@code ![alt](destination)}. */
final class LinkRenderer implements NodeRenderer {

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final Scope scope;
    private final DestinationWriter destinations;

    LinkRenderer(HtmlNodeRendererContext context, Scope scope) {
        this.context = context;
        this.html = context.getWriter();
        this.scope = scope;
        this.destinations = new DestinationWriter(context, scope.links().words());
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Link.class, Image.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case Link link -> renderLink(link);
            case Image image -> renderImage(image);
            default -> throw new IllegalArgumentException("not asked for: " + node);
        }
    }

    private void renderLink(Link link) {
        Runnable label = () -> renderChildren(link);
        Optional<String> title = Optional.ofNullable(link.getTitle());
        switch (LinkUrl.of(link.getDestination())) {
            case LinkUrl.External external -> destinations.external(external.url(), title, label);
            case LinkUrl.Fragment fragment ->
                    destinations.plain(
                            fragment.heading().isEmpty()
                                    ? link.getDestination()
                                    : "#" + anchor(fragment.heading()),
                            title,
                            label);
            case LinkUrl.Relative relative ->
                    destinations.link(
                            scope.links(),
                            relative.path(),
                            relative.heading(),
                            link.getDestination(),
                            title,
                            label);
        }
        // An anchor cannot hold another, so what loads the images of a link follows it.
        for (Image image : remoteImages(link)) {
            html.text(" ");
            destinations.remoteImage(image.getDestination(), alt(image));
        }
    }

    private void renderImage(Image image) {
        String destination = image.getDestination();
        String alt = alt(image);
        if (LinkUrl.isRemote(destination)) {
            if (Nodes.isInsideLink(image)) {
                html.text(alt.isEmpty() ? "Image" : alt);
            } else {
                destinations.remoteImage(destination, alt);
            }
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        Optional.ofNullable(image.getTitle()).ifPresent(title -> attributes.put("title", title));
        size(image).ifPresent(size -> DestinationWriter.putSize(size, attributes));
        if (LinkUrl.of(destination) instanceof LinkUrl.Relative relative) {
            Destination found = scope.links().resolve(relative.path());
            destinations.embedded(found, destination, alt, attributes, Nodes.isInsideLink(image));
        } else {
            destinations.image(destination, alt, attributes);
        }
    }

    /** The alternative text without the size that vaults write behind {@code |}. */
    private static String alt(Image image) {
        String text = InlineText.of(image);
        return size(image).isPresent() ? text.substring(0, text.lastIndexOf('|')) : text;
    }

    private static Optional<ImageSize> size(Image image) {
        String text = InlineText.of(image);
        int bar = text.lastIndexOf('|');
        return bar < 0 ? Optional.empty() : ImageSize.parse(text.substring(bar + 1));
    }

    private static String anchor(String fragment) {
        // Footnotes and other anchors keep their form; a heading may be written as it reads.
        return fragment.indexOf(' ') < 0 ? fragment : Slugs.of(fragment);
    }

    private static List<Image> remoteImages(Link link) {
        List<Image> images = new ArrayList<>();
        link.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Image image) {
                        if (LinkUrl.isRemote(image.getDestination())) {
                            images.add(image);
                        }
                    }
                });
        return images;
    }

    private void renderChildren(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            context.render(node);
        }
    }
}
