package enquire.editor.markdown;

import java.util.Optional;

/**
 * Where a page's text names a heading: in a link of any form, or in the definition that links by
 * reference share.
 *
 * @param target the page that has the heading; empty for the page itself
 * @param heading as written, decoded
 * @param headingRange of these words in the page's text
 * @param wikilink whether it stands in {@code [[…]]}, where a heading is written as it reads
 */
public record HeadingLink(
        Optional<LinkTarget> target, String heading, TextRange headingRange, boolean wikilink) {}
