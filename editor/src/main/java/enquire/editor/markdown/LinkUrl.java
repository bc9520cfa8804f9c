package enquire.editor.markdown;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the destination of a Markdown link is, judged by its form alone. */
sealed interface LinkUrl {

    /** Another site, or anything else with a scheme. */
    record External(String url) implements LinkUrl {}

    /** A heading of the same page. */
    record Fragment(String heading) implements LinkUrl {}

    /**
     * A path within the wiki.
     *
     * @param path decoded, not empty
     */
    record Relative(LinkTarget.RelativePath path, Optional<String> heading) implements LinkUrl {}

    /** RFC 3986 section 3.1, at least two letters: {@code C:} is a drive, not a scheme. */
    Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    static LinkUrl of(String destination) {
        if (destination.startsWith("//") || SCHEME.matcher(destination).lookingAt()) {
            return new External(destination);
        }
        int hash = destination.indexOf('#');
        String path = hash < 0 ? destination : destination.substring(0, hash);
        String fragment = hash < 0 ? "" : RelativePaths.decoded(destination.substring(hash + 1));
        if (path.isBlank()) {
            return new Fragment(fragment);
        }
        return new Relative(
                new LinkTarget.RelativePath(RelativePaths.decoded(path)),
                fragment.isEmpty() ? Optional.empty() : Optional.of(fragment));
    }

    /** Whether the browser would ask another computer for it. */
    static boolean isRemote(String destination) {
        return destination.startsWith("//")
                || SCHEME.matcher(destination).lookingAt()
                        && !destination.regionMatches(true, 0, "data:", 0, 5);
    }
}
