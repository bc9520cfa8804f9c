package enquire.editor.markdown;

/** Counts what all transclusions of one rendering add up to. One thread at a time. */
final class TransclusionBudget {

    private int count;
    private int chars;

    boolean take(int length) {
        if (count >= Limits.TRANSCLUSIONS_MAX || length > Limits.TRANSCLUDED_CHARS_MAX - chars) {
            return false;
        }
        count++;
        chars += length;
        return true;
    }

    int count() {
        return count;
    }
}
