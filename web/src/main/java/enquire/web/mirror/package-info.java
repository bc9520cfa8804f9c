/**
 * A folder of Markdown files that follows a wiki, and whose edits enter it: the wiki for every
 * other editor.
 */
@NullMarked
package enquire.web.mirror;

import org.jspecify.annotations.NullMarked;
