/**
 * Finding: the Lucene index and the table of links, both derived from the pages, both watchers with
 * a cursor of their own.
 */
@NullMarked
package enquire.storage.search;

import org.jspecify.annotations.NullMarked;
