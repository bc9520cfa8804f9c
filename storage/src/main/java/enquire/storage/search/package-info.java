/**
 * Finding pages by words, by titles as one types, by links and by tags. All of it is one Lucene
 * index, derived from the pages: {@link enquire.storage.search.Search} is the door; behind it, a
 * thread watches the repository and keeps its cursor in the index itself.
 */
@NullMarked
package enquire.storage.search;

import org.jspecify.annotations.NullMarked;
