package enquire.editor.markdown;

import java.util.Optional;

/**
 * Where a link, the name of its target and the heading behind {@code #} stand in the page's text.
 */
record LinkSource(TextRange range, Optional<TextRange> target, Optional<TextRange> heading) {}
