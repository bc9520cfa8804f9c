/**
 * The languages that screens speak ({@code docs/decisions/0025-languages.md}): sentences from
 * resource bundles, and which language is spoken to whom.
 */
@NullMarked
package enquire.web.language;

import org.jspecify.annotations.NullMarked;
