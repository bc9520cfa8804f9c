/**
 * Places of a page where two people changed the same sentence while they were apart: both texts
 * stay, and the place is marked until somebody ticks it off. Pure: equal pages have equal overlaps
 * on every node.
 */
@NullMarked
package enquire.editor.overlap;

import org.jspecify.annotations.NullMarked;
