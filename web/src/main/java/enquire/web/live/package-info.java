/**
 * What moves while one looks: the socket of each tab in the editor, and the events of pages that
 * are read. Everything is told after it is on disk.
 */
@NullMarked
package enquire.web.live;

import org.jspecify.annotations.NullMarked;
