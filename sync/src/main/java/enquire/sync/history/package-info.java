/** What became of a page, edit by edit, as people read it. Pure. */
@NullMarked
package enquire.sync.history;

import org.jspecify.annotations.NullMarked;
