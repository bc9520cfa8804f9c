package enquire.web.html;

import enquire.web.language.Speaking;
import java.util.ArrayList;
import java.util.List;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Runs before the policy. Raw {@code <img>} of another site becomes a link that says <em>Load
 * image</em>, as the renderer does for Markdown's own images, and links out of this node get their
 * {@code rel}. One thread at a time; made anew for each text.
 */
final class RemoteContent implements HtmlStreamEventReceiver {

    private final HtmlStreamEventReceiver sink;

    /**
     * How many attributes of one tag are looked at. The lexer hands over a linked list, and looking
     * for a name in 50,000 of them takes seconds (measured); a tag of ours has seven at most.
     */
    private static final int ATTRIBUTES_MAX = 32;

    /** Images of an open anchor: anchors cannot be nested, so theirs follow it. */
    private final List<Image> waiting = new ArrayList<>();

    private boolean inAnchor;

    private record Image(String source, String alt) {}

    RemoteContent(HtmlStreamEventReceiver sink) {
        this.sink = sink;
    }

    @Override
    public void openDocument() {
        sink.openDocument();
    }

    @Override
    public void text(String text) {
        sink.text(text);
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        if (attributes.size() > 2 * ATTRIBUTES_MAX) {
            attributes.subList(2 * ATTRIBUTES_MAX, attributes.size()).clear();
        }
        switch (element) {
            case "a" -> {
                endAnchor();
                inAnchor = true;
                relate(attributes);
                sink.openTag(element, attributes);
            }
            case "img" -> {
                String source = value(attributes, "src");
                if (!Urls.isWeb(source)) {
                    sink.openTag(element, attributes);
                } else if (inAnchor) {
                    String alt = value(attributes, "alt");
                    sink.text(alt.isEmpty() ? Speaking.messages().text("rendered.image") : alt);
                    waiting.add(new Image(source, alt));
                } else {
                    write(new Image(source, value(attributes, "alt")));
                }
            }
            default -> sink.openTag(element, attributes);
        }
    }

    @Override
    public void closeTag(String element) {
        sink.closeTag(element);
        if (element.equals("a")) {
            endAnchor();
        }
    }

    @Override
    public void closeDocument() {
        if (!waiting.isEmpty()) {
            sink.closeTag("a");
            endAnchor();
        }
        sink.closeDocument();
    }

    private void endAnchor() {
        inAnchor = false;
        waiting.forEach(this::write);
        waiting.clear();
    }

    private void write(Image image) {
        List<String> attributes = new ArrayList<>();
        attributes.addAll(List.of("class", "remote-image", "href", image.source()));
        if (!image.alt().isEmpty()) {
            attributes.addAll(List.of("title", image.alt()));
        }
        attributes.addAll(List.of("rel", Urls.REL));
        sink.openTag("a", attributes);
        sink.text(Speaking.messages().text("rendered.loadImage"));
        sink.closeTag("a");
    }

    private static void relate(List<String> attributes) {
        for (int i = attributes.size() - 2; i >= 0; i -= 2) {
            if (attributes.get(i).equals("rel")) {
                attributes.remove(i + 1);
                attributes.remove(i);
            }
        }
        if (Urls.isRemote(value(attributes, "href"))) {
            attributes.addAll(List.of("rel", Urls.REL));
        }
    }

    private static String value(List<String> attributes, String name) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return attributes.get(i + 1);
            }
        }
        return "";
    }
}
