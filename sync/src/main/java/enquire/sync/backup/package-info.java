/**
 * A whole node in one file, and back: what stands in it, how it is checked, how it becomes a data
 * folder again.
 */
@NullMarked
package enquire.sync.backup;

import org.jspecify.annotations.NullMarked;
