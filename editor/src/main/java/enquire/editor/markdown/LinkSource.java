package enquire.editor.markdown;

import java.util.Optional;

/** Where a link and the name of its target stand in the page's text. */
record LinkSource(TextRange range, Optional<TextRange> target) {}
