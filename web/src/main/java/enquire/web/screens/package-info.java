/**
 * What each screen shows: one record for each template in {@code src/main/jte}, filled by the HTTP
 * side and turned into HTML by {@link enquire.web.screens.Templates}. The records hold words, links
 * and small lists, nothing that acts. Every string is plain text and is escaped where it is shown;
 * the one exception is {@link enquire.web.html.SafeHtml}.
 */
@NullMarked
package enquire.web.screens;

import org.jspecify.annotations.NullMarked;
