package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands under one heading of a page's source, up to the next heading of any level. Found by
 * looking at lines, which takes microseconds where parsing takes milliseconds; headings that are
 * underlined, and such as stand in quotes or lists, do not begin a section.
 *
 * @param title of the heading as written; empty for what stands before the first one
 * @param level 1 to 6; 0 for what stands before the first heading
 * @param from where it begins, with its heading, in UTF-16 units
 * @param to where it ends
 */
public record TextSection(String title, int level, int from, int to) {

    private static final int LEVEL_MAX = 6;

    /** A heading may be moved in so far, and a fence. (CommonMark 4.2 and 4.5.) */
    public static final int INDENT_MAX = 3;

    private static final int FENCE_MIN = 3;

    /** At least one; in order, without gaps. The first is empty if the text begins by a heading. */
    public static List<TextSection> of(String text) {
        var sections = new ArrayList<TextSection>();
        String title = "";
        int level = 0;
        int from = 0;
        for (int start : headings(text)) {
            sections.add(new TextSection(title, level, from, start));
            int line = text.indexOf('\n', start);
            int marks = start;
            while (text.charAt(marks) == ' ') {
                marks++;
            }
            level = level(text, marks, text.length());
            title = title(text.substring(marks + level, line < 0 ? text.length() : line));
            from = start;
        }
        sections.add(new TextSection(title, level, from, text.length()));
        return sections;
    }

    /** Where the lines begin that begin sections, in order. */
    public static int[] headings(String text) {
        int[] headings = new int[8];
        int count = 0;
        String fence = "";
        for (int line = 0; line < text.length(); ) {
            int end = text.indexOf('\n', line);
            int next = end < 0 ? text.length() : end + 1;
            int start = begin(text, line, next);
            fence = fenceBehind(text, line, next, fence);
            if (start >= 0 && fence.isEmpty() && level(text, start, next) > 0) {
                headings = count == headings.length ? Arrays.copyOf(headings, 2 * count) : headings;
                headings[count++] = line;
            }
            line = next;
        }
        return Arrays.copyOf(headings, count);
    }

    /** Where a line begins that is not indented as code is, and not blank; else -1. */
    private static int begin(String text, int line, int next) {
        int start = line;
        while (start < next && text.charAt(start) == ' ') {
            start++;
        }
        return start - line <= INDENT_MAX && start < next ? start : -1;
    }

    /**
     * The fence that is open behind a line; empty for none.
     *
     * @param next behind the line's end
     * @param open before it
     */
    static String fenceBehind(String text, int line, int next, String open) {
        int start = begin(text, line, next);
        int end = text.charAt(next - 1) == '\n' ? next - 1 : next;
        return start < 0 || start == end ? open : fence(text, start, end, open);
    }

    private static String fence(String text, int start, int end, String open) {
        char mark = text.charAt(start);
        if (mark != '`' && mark != '~') {
            return open;
        }
        int to = start;
        while (to < end && text.charAt(to) == mark) {
            to++;
        }
        String marks = text.substring(start, to);
        if (open.isEmpty()) {
            boolean inline = mark == '`' && text.substring(to, end).indexOf('`') >= 0;
            return marks.length() < FENCE_MIN || inline ? "" : marks;
        }
        return marks.startsWith(open) && text.substring(to, end).isBlank() ? "" : open;
    }

    static int level(String text, int start, int end) {
        int level = 0;
        while (start + level < end && text.charAt(start + level) == '#') {
            level++;
        }
        int behind = start + level;
        boolean ends = behind >= text.length() || " \t\n".indexOf(text.charAt(behind)) >= 0;
        return level <= LEVEL_MAX && ends ? level : 0;
    }

    private static String title(String heading) {
        return heading.strip().replaceFirst("(^|[ \t])#+$", "").strip();
    }
}
