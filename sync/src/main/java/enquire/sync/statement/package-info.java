/** What authors sign about their changes, and the rule by which changes are accepted. Pure. */
@NullMarked
package enquire.sync.statement;

import org.jspecify.annotations.NullMarked;
