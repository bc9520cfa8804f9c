/** What other wikis write, as Markdown: pure functions from text to text, which no input fails. */
@NullMarked
package enquire.web.vault.markup;

import org.jspecify.annotations.NullMarked;
