package enquire.editor.text;

/**
 * Turns positions in one text from UTF-16 units, which everything else counts, into code points,
 * which Automerge counts, and back. It walks from the last position asked for, so that many
 * neighbouring positions cost one pass. One thread at a time; the text must not change meanwhile.
 */
public final class CodePoints {

    private final CharSequence text;
    private int units;
    private int codePoints;

    public CodePoints(CharSequence text) {
        this.text = text;
    }

    /**
     * @param position in UTF-16 units, from 0 to the length of the text, not between the halves of
     *     a character
     * @return how many code points stand before it
     * @throws IllegalArgumentException if the position splits a character or lies outside
     */
    public int ofUnits(int position) {
        if (position < 0 || position > text.length() || Surrogates.splits(text, position)) {
            throw new IllegalArgumentException(
                    "Position %d splits a character or lies outside of %d UTF-16 units."
                            .formatted(position, text.length()));
        }
        codePoints +=
                position >= units
                        ? Character.codePointCount(text, units, position)
                        : -Character.codePointCount(text, position, units);
        units = position;
        return codePoints;
    }

    /**
     * @param position in code points, from 0 to the number of them in the text
     * @return how many UTF-16 units stand before it
     * @throws IllegalArgumentException if the position lies outside
     */
    public int toUnits(int position) {
        try {
            units = Character.offsetByCodePoints(text, units, position - codePoints);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "Position %d in code points lies outside of the text.".formatted(position), e);
        }
        codePoints = position;
        return units;
    }
}
