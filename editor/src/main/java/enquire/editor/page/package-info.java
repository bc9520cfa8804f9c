/**
 * A page: its identity, its Automerge document and what can be read from the raw bytes of its
 * changes. Automerge does not leak out of this package: callers see text, {@link
 * enquire.editor.text.TextChange text changes} and raw changes.
 */
@NullMarked
package enquire.editor.page;

import org.jspecify.annotations.NullMarked;
