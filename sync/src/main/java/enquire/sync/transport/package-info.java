/** WebSocket over TLS 1.3 with pinned keys: carries the frames of the protocol. */
@NullMarked
package enquire.sync.transport;

import org.jspecify.annotations.NullMarked;
