package enquire.storage.search;

/**
 * A heading of a page.
 *
 * @param start where it stands in the page's plain text, in UTF-16 units; where the one before it
 *     stands if it was not found there
 * @param text plain
 * @param slug its anchor
 */
record IndexedHeading(int start, String text, String slug) {}
