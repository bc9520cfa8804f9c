package enquire.editor.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes links and images whose destination is known, with the classes the screens style. */
final class DestinationWriter {

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final RenderedWords words;

    DestinationWriter(HtmlNodeRendererContext context, RenderedWords words) {
        this.context = context;
        this.words = words;
        this.html = context.getWriter();
    }

    void link(
            Destination destination,
            Optional<String> heading,
            String written,
            Optional<String> title,
            Runnable label) {
        switch (destination) {
            case Destination.Page page ->
                    anchor(withHeading(page.url(), heading), "link", title, label);
            case Destination.MissingPage page ->
                    anchor(page.url(), "missing", Optional.of(words.missingPage()), label);
            case Destination.OtherWiki page ->
                    anchor(withHeading(page.url(), heading), "other-wiki", title, label);
            case Destination.File file -> anchor(file.url(), "file", title, label);
            case Destination.MissingFile _file -> missingFile(label);
            case Destination.AsWritten _written -> plain(written, title, label);
        }
    }

    /**
     * A link to a heading of another page. If that page has no such heading, the link says so and
     * leads to the page all the same.
     */
    void link(
            PageLinks links,
            LinkTarget target,
            Optional<String> heading,
            String written,
            Optional<String> title,
            Runnable label) {
        Destination destination = links.resolve(target);
        if (destination instanceof Destination.Page page
                && heading.isPresent()
                && !heading.get().startsWith("^")
                && !links.hasHeading(target, heading.get())) {
            String why = words.noHeading().apply(heading.get());
            anchor(withHeading(page.url(), heading), "link no-heading", Optional.of(why), label);
        } else {
            link(destination, heading, written, title, label);
        }
    }

    /** What {@code ![…]} shows of it: an image in place, anything else as a link. */
    void embedded(
            Destination destination,
            String written,
            String alt,
            Map<String, String> attributes,
            boolean insideLink) {
        switch (destination) {
            case Destination.File file when file.shown() == Destination.Shown.IMAGE ->
                    image(file.url(), alt, attributes);
            case Destination.File file when !insideLink && file.shown() != Destination.Shown.LINK ->
                    player(file, written, alt, attributes);
            case Destination.AsWritten _written -> image(written, alt, attributes);
            case Destination other -> {
                Runnable label = () -> html.text(alt.isBlank() ? written : alt);
                if (insideLink) {
                    label.run();
                } else {
                    link(other, Optional.empty(), written, Optional.empty(), label);
                }
            }
        }
    }

    void external(String url, Optional<String> title, Runnable label) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", context.encodeUrl(url));
        title.ifPresent(text -> attributes.put("title", text));
        attributes.put("rel", "noopener noreferrer");
        write(attributes, label);
    }

    /** A link without any class of ours. */
    void plain(String url, Optional<String> title, Runnable label) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", context.encodeUrl(url));
        title.ifPresent(text -> attributes.put("title", text));
        write(attributes, label);
    }

    void anchor(String url, String cssClass, Optional<String> title, Runnable label) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("class", cssClass);
        attributes.put("href", context.encodeUrl(url));
        title.ifPresent(text -> attributes.put("title", text));
        write(attributes, label);
    }

    void image(String url, String alt, Map<String, String> more) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("src", context.encodeUrl(url));
        attributes.put("alt", alt);
        attributes.putAll(more);
        html.tag("img", attributes, true);
    }

    /** Only how long it is is fetched before somebody plays it. */
    private void player(
            Destination.File file, String written, String alt, Map<String, String> more) {
        boolean video = file.shown() == Destination.Shown.VIDEO;
        String label = alt.isBlank() ? written : alt;
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("controls", "");
        attributes.put("preload", "metadata");
        attributes.put("src", context.encodeUrl(file.url()));
        attributes.put("title", label);
        if (video) {
            attributes.putAll(more);
        }
        html.tag(video ? "video" : "audio", attributes);
        anchor(file.url(), "file", Optional.empty(), () -> html.text(label));
        html.tag(video ? "/video" : "/audio");
    }

    /** Loading it would tell another site who reads here, so the reader decides. */
    void remoteImage(String url, String alt) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("class", "remote-image");
        attributes.put("href", context.encodeUrl(url));
        if (!alt.isEmpty()) {
            attributes.put("title", alt);
        }
        attributes.put("rel", "noopener noreferrer");
        write(attributes, () -> html.text(words.loadImage()));
    }

    static void putSize(ImageSize size, Map<String, String> attributes) {
        if (!size.width().isEmpty()) {
            attributes.put("width", size.width());
        }
        if (!size.height().isEmpty()) {
            attributes.put("height", size.height());
        }
    }

    private void missingFile(Runnable label) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("class", "missing-file");
        attributes.put("title", words.missingFile());
        html.tag("span", attributes);
        label.run();
        html.tag("/span");
    }

    private void write(Map<String, String> attributes, Runnable label) {
        html.tag("a", attributes);
        label.run();
        html.tag("/a");
    }

    private static String withHeading(String url, Optional<String> heading) {
        // Obsidian's block references (^id) have no anchor here: they lead to the page.
        return heading.filter(text -> !text.startsWith("^"))
                .map(text -> url + "#" + Slugs.of(text))
                .orElse(url);
    }
}
