/** HTML from a page's author, made safe to show. */
@NullMarked
package enquire.web.html;

import org.jspecify.annotations.NullMarked;
