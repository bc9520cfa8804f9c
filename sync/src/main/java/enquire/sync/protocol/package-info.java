/**
 * The protocol with one peer: messages, their codec, the session. Pure: no sockets, no clock, no
 * threads.
 */
@NullMarked
package enquire.sync.protocol;

import org.jspecify.annotations.NullMarked;
