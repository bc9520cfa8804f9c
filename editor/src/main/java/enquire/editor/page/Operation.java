package enquire.editor.page;

import java.util.List;

/**
 * One thing that a change does to a page. These are all there are: a change that holds anything
 * else is refused (design section 8).
 */
sealed interface Operation {

    /**
     * The name of an operation.
     *
     * @param counter from 1, over all ancestors; 0 with {@link #NOBODY} for the beginning of the
     *     text
     * @param actor index: 0 is the author of the change, above are the other actors it names
     */
    record Reference(long counter, int actor) {

        static final int NOBODY = -1;

        /** What an insertion at the very beginning of the text follows. */
        static final Reference BEGINNING = new Reference(0, NOBODY);
    }

    /** The maps of a page; the genesis made them by the operations of these numbers. */
    enum PageMap {
        ROOT(0),
        ALIASES(2),
        FILES(3),
        MARKS(4);

        private final long madeBy;

        PageMap(long madeBy) {
            this.madeBy = madeBy;
        }

        long madeBy() {
            return madeBy;
        }
    }

    /** Which operation of the genesis made the text. */
    long TEXT_MADE_BY = 1;

    /**
     * Inserts one character behind another.
     *
     * @param character a code point
     */
    record Insert(Reference after, int character) implements Operation {}

    /** Deletes one character. */
    record Delete(Reference character) implements Operation {}

    /**
     * Sets a key to a string, or deletes it.
     *
     * @param value the string; empty if it deletes
     * @param overwritten the operations whose values are no longer there; ascending
     */
    record Write(
            PageMap map, String key, boolean deletes, String value, List<Reference> overwritten)
            implements Operation {}
}
