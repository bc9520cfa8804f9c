/**
 * The API for programs, below {@code /-/api/v1}. What each call takes and gives stands in {@code
 * openapi.json}; problems are RFC 9457.
 */
@NullMarked
package enquire.web.api;

import org.jspecify.annotations.NullMarked;
