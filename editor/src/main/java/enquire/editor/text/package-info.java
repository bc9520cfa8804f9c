/**
 * Changes of a text as values: what a tab sends, what a peer's edit turns into, how two of them are
 * reconciled.
 */
@NullMarked
package enquire.editor.text;

import org.jspecify.annotations.NullMarked;
