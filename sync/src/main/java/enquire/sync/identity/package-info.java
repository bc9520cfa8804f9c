/** Who a node is: its Ed25519 key, its certificate, how its id is written down. */
@NullMarked
package enquire.sync.identity;

import org.jspecify.annotations.NullMarked;
