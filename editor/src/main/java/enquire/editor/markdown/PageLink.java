package enquire.editor.markdown;

import java.util.Optional;

/**
 * A link from a page to another page or to an attachment of this wiki (other sites and headings of
 * the same page are no page links).
 *
 * @param heading what stands behind {@code #}
 * @param label what a reader sees
 * @param range of the whole link in the page's text
 * @param targetRange of the target's name in it, which a rename replaces; empty for {@code
 *     [label][reference]}
 */
public record PageLink(
        LinkKind kind,
        LinkTarget target,
        Optional<String> heading,
        String label,
        TextRange range,
        Optional<TextRange> targetRange,
        LinkContext context) {}
