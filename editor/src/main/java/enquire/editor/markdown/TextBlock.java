package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a page's source that can be rendered by itself: from a line that begins something to
 * the next such line. Lists, quotes and what is indented below an item stay in one piece where no
 * blank line stands before an unindented line.
 *
 * @param text with its line ends
 * @param heading whether it begins by a heading
 */
public record TextBlock(String text, boolean heading) {

    /** In order, without gaps; none of an empty text. */
    public static List<TextBlock> of(String text) {
        var blocks = new ArrayList<TextBlock>();
        String fence = "";
        boolean blank = false;
        boolean heading = false;
        int from = 0;
        for (int line = 0; line < text.length(); ) {
            int end = text.indexOf('\n', line);
            int next = end < 0 ? text.length() : end + 1;
            String before = fence;
            fence = TextSection.fenceBehind(text, line, next, fence);
            boolean begins = before.isEmpty() && !Character.isWhitespace(text.charAt(line));
            boolean headed = begins && TextSection.level(text, line, next) > 0;
            if (begins && (blank || headed)) {
                if (line > from) {
                    blocks.add(new TextBlock(text.substring(from, line), heading));
                }
                heading = false;
                from = line;
            }
            heading |= headed && from == line;
            blank = text.substring(line, next).isBlank();
            line = next;
        }
        if (from < text.length()) {
            blocks.add(new TextBlock(text.substring(from), heading));
        }
        return blocks;
    }
}
