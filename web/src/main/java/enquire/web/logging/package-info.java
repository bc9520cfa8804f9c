/** What is written down for whoever looks for a fault. Never the text of a page. */
@NullMarked
package enquire.web.logging;

import org.jspecify.annotations.NullMarked;
