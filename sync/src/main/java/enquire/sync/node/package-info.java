/** A running node: its wikis, its peers, the staircase for the floor above. */
@NullMarked
package enquire.sync.node;

import org.jspecify.annotations.NullMarked;
