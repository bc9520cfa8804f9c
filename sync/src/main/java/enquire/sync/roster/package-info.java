/** Who is in a wiki: signed records, how they are evaluated, invites. Pure. */
@NullMarked
package enquire.sync.roster;

import org.jspecify.annotations.NullMarked;
