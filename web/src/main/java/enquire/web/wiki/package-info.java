/**
 * What the API, the screens and the tabs share: which wiki a call means, where things are, how a
 * page is rendered, what an attachment is.
 */
@NullMarked
package enquire.web.wiki;

import org.jspecify.annotations.NullMarked;
