package enquire.editor.markdown;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.CustomNode;

/** {@code [[name#heading|label]]}, or {@code ![[…]]} when {@code embed}. */
final class WikilinkNode extends CustomNode {

    private static final Set<String> PLACES = Set.of("left", "center", "right");

    private final String marked;
    private final boolean embed;
    private final String name;
    private final Optional<String> heading;
    private final Optional<String> label;

    /**
     * @param marked as it stood in the marked text, brackets included
     */
    WikilinkNode(String marked) {
        this.marked = marked;
        this.embed = marked.charAt(0) == WikiMarks.EMBED;
        String inside =
                marked.substring(embed ? 3 : 2, marked.length() - 2)
                        .replace("\\" + WikiMarks.PIPE, "|");
        int bar = inside.indexOf('|');
        String target = bar < 0 ? inside : inside.substring(0, bar);
        String written = bar < 0 ? "" : inside.substring(bar + 1).strip();
        this.label = written.isEmpty() ? Optional.empty() : Optional.of(written);
        int hash = target.indexOf('#');
        this.name = (hash < 0 ? target : target.substring(0, hash)).strip();
        // [[Page#Part#Chapter]] names the chapter.
        String last = target.substring(target.lastIndexOf('#') + 1).strip();
        this.heading = hash < 0 || last.isEmpty() ? Optional.empty() : Optional.of(last);
    }

    String marked() {
        return marked;
    }

    boolean embed() {
        return embed;
    }

    /** Empty when the link is to a heading of its own page. */
    String name() {
        return name;
    }

    Optional<String> heading() {
        return heading;
    }

    /** What stands behind {@code |}: a label, or the size of an image. */
    Optional<String> label() {
        return label;
    }

    LinkTarget target() {
        return new LinkTarget.Wikilink(name);
    }

    /** The size of {@code ![[image.png|300]]}; what follows it is Foam's place or caption. */
    Optional<ImageSize> size() {
        return label.filter(_label -> embed).flatMap(l -> ImageSize.parse(l.split("\\|", -1)[0]));
    }

    /** What a reader sees. */
    String shown() {
        Optional<String> written = size().isPresent() ? caption() : label;
        if (written.isPresent()) {
            return written.get();
        }
        if (name.isEmpty()) {
            return heading.orElse("");
        }
        return heading.map(h -> name + " › " + h).orElse(name);
    }

    private Optional<String> caption() {
        return label.stream()
                .flatMap(text -> Arrays.stream(text.split("\\|")).skip(1))
                .map(String::strip)
                .filter(part -> !part.isEmpty() && !PLACES.contains(part))
                .findFirst();
    }
}
