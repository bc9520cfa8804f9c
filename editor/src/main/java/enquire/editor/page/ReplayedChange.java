package enquire.editor.page;

/**
 * What a {@link Replay} keeps of a change: all but what it wrote.
 *
 * @param actor place among the replay's actors
 * @param seq which change of its actor it is
 * @param startOp the number of its first operation
 * @param operations how many it has
 * @param writesText whether it inserts or deletes text
 * @param dependencies places of what it was made on, without the genesis; nobody writes into it
 */
record ReplayedChange(
        ChangeHash hash,
        int actor,
        long seq,
        long startOp,
        int operations,
        boolean writesText,
        int[] dependencies) {

    static final int[] NO_DEPENDENCIES = {};
}
