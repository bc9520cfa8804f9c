package enquire.editor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Finds what turned one text into another: lines first, then words within the lines that differ,
 * then what the two words have in common at their ends. One use, one thread.
 */
final class TextDiff {

    /** In all. Two texts of 4,000 lines that have nothing in common need no more. */
    private static final long STEPS_MAX = 16_000_000;

    private final String before;
    private final String after;
    private final List<TextChange.Replacement> replacements = new ArrayList<>();
    private final ComparisonBudget budget = new ComparisonBudget(STEPS_MAX);

    private TextDiff(String before, String after) {
        this.before = before;
        this.after = after;
    }

    static TextChange between(String before, String after) {
        Surrogates.requireWhole(after);
        var diff = new TextDiff(before, after);
        var whole = new Range(0, before.length(), 0, after.length());
        diff.split(
                whole, TextDiff::lines, lines -> diff.split(lines, TextDiff::words, diff::replace));
        return TextChange.of(before.length(), diff.replacements);
    }

    /** A range of the text before and the range of the text after that stands in its place. */
    private record Range(int fromBefore, int toBefore, int fromAfter, int toAfter) {}

    private interface RangeConsumer {
        void accept(Range range);
    }

    /** Cuts both sides of {@code range} into tokens and hands on the ranges that differ. */
    private void split(Range range, Function<String, List<String>> cut, RangeConsumer differing) {
        List<String> old = cut.apply(before.substring(range.fromBefore, range.toBefore));
        List<String> now = cut.apply(after.substring(range.fromAfter, range.toAfter));
        int[] startsBefore = starts(old, range.fromBefore);
        int[] startsAfter = starts(now, range.fromAfter);
        for (SequenceDiff.Block block : SequenceDiff.between(old, now, budget)) {
            differing.accept(
                    new Range(
                            startsBefore[block.fromBefore()],
                            startsBefore[block.toBefore()],
                            startsAfter[block.fromAfter()],
                            startsAfter[block.toAfter()]));
        }
    }

    /** Replaces what differs between the common ends of the range, whole characters only. */
    private void replace(Range range) {
        int start = 0;
        int shorter = Math.min(range.toBefore - range.fromBefore, range.toAfter - range.fromAfter);
        while (start < shorter
                && before.charAt(range.fromBefore + start)
                        == after.charAt(range.fromAfter + start)) {
            start++;
        }
        if (Surrogates.splits(before, range.fromBefore + start)
                || Surrogates.splits(after, range.fromAfter + start)) {
            start--;
        }
        int end = 0;
        while (end < shorter - start
                && before.charAt(range.toBefore - end - 1)
                        == after.charAt(range.toAfter - end - 1)) {
            end++;
        }
        if (Surrogates.splits(before, range.toBefore - end)
                || Surrogates.splits(after, range.toAfter - end)) {
            end--;
        }
        var replacement =
                new TextChange.Replacement(
                        range.fromBefore + start,
                        range.toBefore - end,
                        after.substring(range.fromAfter + start, range.toAfter - end));
        if (replacement.from() < replacement.to() || !replacement.insert().isEmpty()) {
            replacements.add(replacement);
        }
    }

    /** Where each token starts, and where the last one ends. */
    private static int[] starts(List<String> tokens, int first) {
        int[] starts = new int[tokens.size() + 1];
        starts[0] = first;
        for (int i = 0; i < tokens.size(); i++) {
            starts[i + 1] = starts[i] + tokens.get(i).length();
        }
        return starts;
    }

    /** Lines with the line break at their end. */
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, to));
            from = to;
        }
        return lines;
    }

    /** Runs of letters, digits and what combines with them; every other character by itself. */
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (int from = 0; from < text.length(); ) {
            int to = from + Character.charCount(text.codePointAt(from));
            boolean word = belongsToWord(text.codePointAt(from));
            while (word && to < text.length() && belongsToWord(text.codePointAt(to))) {
                to += Character.charCount(text.codePointAt(to));
            }
            words.add(text.substring(from, to));
            from = to;
        }
        return words;
    }

    private static boolean belongsToWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }
}
