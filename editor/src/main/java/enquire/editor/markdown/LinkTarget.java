package enquire.editor.markdown;

/**
 * Where a link wants to lead, as its author wrote it, without heading and label. {@link
 * LinkResolution} says which page that is.
 */
public sealed interface LinkTarget {

    /** What the author wrote, free of escapes. Never empty; may be no possible title. */
    String name();

    /** {@code [[name]]} and {@code ![[name]]}; {@code wiki:Title} may mean another wiki. */
    record Wikilink(String name) implements LinkTarget {}

    /** The path of {@code [label](path)} and {@code ![alt](path)}, URL-decoded. */
    record RelativePath(String name) implements LinkTarget {}
}
