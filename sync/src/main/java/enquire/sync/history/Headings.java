package enquire.sync.history;

import enquire.editor.markdown.TextSection;
import enquire.editor.page.TextHistory;
import java.util.Arrays;

/**
 * Where the sections of versions of a page begin. Only lines that may be headings or fences are
 * read, which are few. One thread.
 */
final class Headings {

    private final TextHistory text;

    /** The characters that a heading or a fence can begin with, in order. */
    private final int[] marks;

    Headings(TextHistory text) {
        this.text = text;
        int[] found = new int[64];
        int count = 0;
        for (int i = 0; i < text.characters(); i++) {
            int character = text.character(i);
            if (character == '#' || character == '`' || character == '~') {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = i;
            }
        }
        marks = Arrays.copyOf(found, count);
    }

    /**
     * @param last place of the last change of the version, which has all before it
     * @return the first character of each heading's line
     */
    int[] upTo(int last) {
        var lines = new StringBuilder();
        int[] starts = new int[marks.length];
        int[] offsets = new int[marks.length];
        int count = 0;
        for (int mark : marks) {
            int start = text.stands(mark, last) ? lineStart(mark, last) : -1;
            if (start >= 0) {
                starts[count] = start;
                offsets[count++] = lines.length();
                append(lines, start, last);
            }
        }
        int[] headings = TextSection.headings(lines.toString());
        for (int i = 0; i < headings.length; i++) {
            headings[i] = starts[Arrays.binarySearch(offsets, 0, count, headings[i])];
        }
        return headings;
    }

    /** The first character of the line, if only a few blanks stand before; else -1. */
    private int lineStart(int mark, int last) {
        int start = mark;
        int blanks = 0;
        for (int i = mark - 1; i >= 0; i--) {
            if (!text.stands(i, last)) {
                continue;
            }
            if (text.character(i) == '\n') {
                return start;
            }
            blanks++;
            if (text.character(i) != ' ' || blanks > TextSection.INDENT_MAX) {
                return -1;
            }
            start = i;
        }
        return start;
    }

    private void append(StringBuilder lines, int start, int last) {
        for (int i = start; i < text.characters(); i++) {
            if (text.stands(i, last)) {
                if (text.character(i) == '\n') {
                    break;
                }
                lines.appendCodePoint(text.character(i));
            }
        }
        lines.append('\n');
    }
}
