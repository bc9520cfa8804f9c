package enquire.editor.markdown;

/**
 * Part of a text, in UTF-16 units.
 *
 * @param start of the first unit, from 0
 * @param end behind the last unit, at least {@code start}
 */
public record TextRange(int start, int end) {

    public TextRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no range: %d to %d".formatted(start, end));
        }
    }

    public int length() {
        return end - start;
    }

    public String of(String text) {
        return text.substring(start, end);
    }
}
