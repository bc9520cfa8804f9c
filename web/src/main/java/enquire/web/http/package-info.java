/**
 * HTTP without a framework: a {@link enquire.web.http.Handler} turns a {@link
 * enquire.web.http.Call} into a {@link enquire.web.http.Reply}; one class adapts that to Jetty.
 * Nothing of Jetty leaves this package, so handlers are tested without a server.
 */
@NullMarked
package enquire.web.http;

import org.jspecify.annotations.NullMarked;
