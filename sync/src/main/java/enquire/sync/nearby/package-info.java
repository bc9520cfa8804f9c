/**
 * Computers on the same local network find each other by multicast DNS (RFC 6762, RFC 6763): an
 * address and a port under a name that says nothing, with marks that only members of a common wiki
 * can read. Whatever is heard is a guess of where to dial: who answers is proven by TLS.
 */
@NullMarked
package enquire.sync.nearby;

import org.jspecify.annotations.NullMarked;
