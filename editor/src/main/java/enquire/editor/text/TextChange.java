package enquire.editor.text;

import java.util.List;

/**
 * A change of a whole text: parts that are kept, deleted and inserted, in order. The same value as
 * CodeMirror's {@code ChangeSet}; all lengths and positions are UTF-16 units. Immutable.
 */
public final class TextChange {

    /**
     * One replaced range.
     *
     * @param from position in the text before the change, 0-based, inclusive
     * @param to position in the text before the change, exclusive, at least {@code from}
     * @param insert what stands there afterwards, possibly empty
     */
    public record Replacement(int from, int to, String insert) {}

    /**
     * @param replacements ascending and not overlapping, within {@code lengthBefore}
     */
    public static TextChange of(int lengthBefore, List<Replacement> replacements) {
        throw new UnsupportedOperationException();
    }
}
