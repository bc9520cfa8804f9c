package enquire.editor.text;

/** One stretch of a {@link TextChange}: kept as it is, or replaced. Lengths in UTF-16 units. */
sealed interface Section {

    /** How much of the text before the change this covers. */
    int before();

    /** How much of the text after the change this covers. */
    int after();

    /**
     * @param length at least 1
     */
    record Keep(int length) implements Section {
        @Override
        public int before() {
            return length;
        }

        @Override
        public int after() {
            return length;
        }
    }

    /**
     * @param deleted at least 0; a pure insertion deletes nothing
     * @param insert empty for a pure deletion; never empty when {@code deleted} is 0
     */
    record Replace(int deleted, String insert) implements Section {
        @Override
        public int before() {
            return deleted;
        }

        @Override
        public int after() {
            return insert.length();
        }
    }
}
