/** A wiki as a static site: files that any web host serves, or a browser opens from a folder. */
@NullMarked
package enquire.web.site;

import org.jspecify.annotations.NullMarked;
