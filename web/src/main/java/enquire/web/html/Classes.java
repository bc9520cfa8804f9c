package enquire.web.html;

import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.owasp.html.AttributePolicy;

/** The classes that {@code Markdown} writes; a page can wear no other of the screen's clothes. */
final class Classes {

    private static final Set<String> KNOWN =
            Set.of(
                    "link",
                    "missing",
                    "no-heading",
                    "missing-file",
                    "other-wiki",
                    "file",
                    "tag",
                    "remote-image",
                    "task",
                    "alert",
                    "alert-title",
                    "alert-note",
                    "alert-tip",
                    "alert-important",
                    "alert-warning",
                    "alert-caution",
                    "transclusion",
                    "transclusion-title",
                    "math",
                    "math-display",
                    "footnotes",
                    "footnote-ref",
                    "footnote-backref",
                    "notice");

    /** What a fenced block names as its language: read by the highlighter, styled by nobody. */
    private static final Pattern LANGUAGE = Pattern.compile("language-[A-Za-z0-9#+._-]{1,40}");

    static final AttributePolicy POLICY = keeping(Set.of());

    /** With what {@link HtmlMerge} marks differences with. */
    static final AttributePolicy MERGED = keeping(Set.of("added", "removed", "sr"));

    /** What marks who wrote what, behind a prefix that whoever asks for it has drawn by chance. */
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "w[0-9a-f]{32}-(?:by|written|written-by|bar|names|color-[1-6]|share-\\d{1,2})");

    static final AttributePolicy WRITERS = keeping(name -> WRITTEN.matcher(name).matches());

    private Classes() {}

    private static AttributePolicy keeping(Set<String> more) {
        return keeping(more::contains);
    }

    private static AttributePolicy keeping(Predicate<String> more) {
        return (element, _attribute, value) -> {
            var kept = new StringJoiner(" ");
            for (String name : value.strip().split("\\s+")) {
                boolean language = element.equals("code") && LANGUAGE.matcher(name).matches();
                if (language || KNOWN.contains(name) || more.test(name)) {
                    kept.add(name);
                }
            }
            return kept.length() == 0 ? null : kept.toString();
        };
    }
}
