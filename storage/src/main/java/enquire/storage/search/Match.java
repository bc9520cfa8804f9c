package enquire.storage.search;

/**
 * Where something that was looked for stands in a page's text, in UTF-16 units.
 *
 * @param end behind the last unit
 * @param sought the number of what it is; several matches may be of one
 */
record Match(int start, int end, int sought) {}
