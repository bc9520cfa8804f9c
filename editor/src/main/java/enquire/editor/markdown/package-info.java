/** Markdown: from a page's text to HTML, links, headings, tags and plain text. */
@NullMarked
package enquire.editor.markdown;

import org.jspecify.annotations.NullMarked;
