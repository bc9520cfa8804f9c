/** The Atom format (RFC 4287): what a feed is made of, and how it is written. Pure. */
@NullMarked
package enquire.web.feeds;

import org.jspecify.annotations.NullMarked;
