package enquire.web.mirror;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Two texts of which nobody knows what they had in common, as one: each line of either stands in
 * it. Pure.
 */
final class Union {

    /** Whole lines of the first text, and what the second has in their place. */
    private record Block(int from, int to, int otherFrom, int otherTo) {}

    private Union() {}

    /** Where both differ, the lines of {@code first} come first. */
    static String of(String first, String second) {
        var added = new ArrayList<TextChange.Replacement>();
        for (Block block : blocks(first, TextChange.between(first, second))) {
            String kept = first.substring(block.from, block.to);
            String other = second.substring(block.otherFrom, block.otherTo);
            int head = commonHead(kept, other);
            int tail = commonTail(kept.substring(head), other.substring(head));
            String lines = other.substring(head, other.length() - tail);
            int at = block.to - tail;
            if (!lines.isEmpty()) {
                boolean open = at > 0 && first.charAt(at - 1) != '\n';
                boolean more = at < first.length() && !lines.endsWith("\n");
                added.add(
                        new TextChange.Replacement(
                                at, at, (open ? "\n" : "") + lines + (more ? "\n" : "")));
            }
        }
        return TextChange.of(first.length(), added).apply(first);
    }

    private static List<Block> blocks(String first, TextChange change) {
        var blocks = new ArrayList<Block>();
        int shift = 0;
        for (TextChange.Replacement part : change.replacements()) {
            int from = first.lastIndexOf('\n', part.from() - 1) + 1;
            int end = first.indexOf('\n', part.to());
            int to = end < 0 ? first.length() : end + 1;
            int otherFrom = from + shift;
            if (!blocks.isEmpty() && blocks.getLast().to > from) {
                Block last = blocks.removeLast();
                from = last.from;
                otherFrom = last.otherFrom;
            }
            shift += part.insert().length() - (part.to() - part.from());
            blocks.add(new Block(from, to, otherFrom, to + shift));
        }
        return blocks;
    }

    /** Length of the whole lines that both begin with. */
    private static int commonHead(String one, String other) {
        int head = 0;
        int max = Math.min(one.length(), other.length());
        for (int i = 0; i < max && one.charAt(i) == other.charAt(i); i++) {
            if (one.charAt(i) == '\n') {
                head = i + 1;
            }
        }
        return head;
    }

    /** Length of the whole lines that both end with. */
    private static int commonTail(String one, String other) {
        int common = 0;
        int max = Math.min(one.length(), other.length());
        while (common < max
                && one.charAt(one.length() - common - 1)
                        == other.charAt(other.length() - common - 1)) {
            common++;
        }
        String tail = one.substring(one.length() - common);
        boolean wholeLine =
                (common == one.length() || one.charAt(one.length() - common - 1) == '\n')
                        && (common == other.length()
                                || other.charAt(other.length() - common - 1) == '\n');
        if (wholeLine) {
            return common;
        }
        int firstBreak = tail.indexOf('\n');
        return firstBreak < 0 ? 0 : common - firstBreak - 1;
    }
}
