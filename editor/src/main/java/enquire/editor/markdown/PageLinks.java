package enquire.editor.markdown;

import java.util.Optional;

/**
 * What the renderer asks about the wiki around a page. Implementations only look things up,
 * quickly: they are called once for each link while the page renders.
 */
public interface PageLinks {

    /** Equal for the same page, however it was linked: its id, say. By this a cycle is seen. */
    String identity();

    /** Where {@code target}, written on this page, leads. */
    Destination resolve(LinkTarget target);

    /**
     * Whether the page that {@code target} means has this heading. Where nobody looks it up, it is
     * taken to be there.
     *
     * @param heading as written behind {@code #}
     */
    default boolean hasHeading(LinkTarget target, String heading) {
        return true;
    }

    /** The page to show in place of {@code ![[target]]}, or empty to show a link. */
    Optional<Transclusion> transclusion(LinkTarget target);

    /**
     * The URL of the list of pages with a tag.
     *
     * @param tag without {@code #}
     */
    String tagUrl(String tag);

    /** What the renderer itself says. */
    default RenderedWords words() {
        return RenderedWords.ENGLISH;
    }
}
