package enquire.editor.text;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Finds what turned one text into another: lines first, then words within the lines that differ,
 * then what the two words have in common at their ends. One use, one thread.
 */
final class TextDiff {

    /**
     * How many pairs of lines or words may be compared in all. Myers' algorithm compares every pair
     * in the worst case: about 0.1 s for this many (arithmetic: a few nanoseconds each). Two texts
     * of 4,000 lines that have nothing in common stay below it.
     */
    static final long COMPARISONS_MAX = 16_000_000;

    private final String before;
    private final String after;
    private final List<TextChange.Replacement> replacements = new ArrayList<>();
    private long comparisonsLeft = COMPARISONS_MAX;

    private TextDiff(String before, String after) {
        this.before = before;
        this.after = after;
    }

    static TextChange between(String before, String after) {
        Surrogates.requireWhole(after);
        var diff = new TextDiff(before, after);
        var whole = new Block(0, before.length(), 0, after.length());
        diff.split(
                whole, TextDiff::lines, lines -> diff.split(lines, TextDiff::words, diff::replace));
        return TextChange.of(before.length(), diff.replacements);
    }

    /** A range of the text before and the range of the text after that stands in its place. */
    private record Block(int fromBefore, int toBefore, int fromAfter, int toAfter) {}

    private interface BlockConsumer {
        void accept(Block block);
    }

    /** Cuts both sides of {@code block} into tokens and hands on the blocks that differ. */
    private void split(Block block, Function<String, List<String>> cut, BlockConsumer differing) {
        List<String> old = cut.apply(before.substring(block.fromBefore, block.toBefore));
        List<String> now = cut.apply(after.substring(block.fromAfter, block.toAfter));
        int same = commonStart(old, now);
        int sameAtEnd = commonEnd(old, now, same);
        List<String> oldMiddle = old.subList(same, old.size() - sameAtEnd);
        List<String> nowMiddle = now.subList(same, now.size() - sameAtEnd);
        int atBefore = block.fromBefore + length(old.subList(0, same));
        int atAfter = block.fromAfter + length(now.subList(0, same));
        long comparisons = (long) oldMiddle.size() * nowMiddle.size();
        if (comparisons == 0 || comparisons > comparisonsLeft) {
            int toBefore = atBefore + length(oldMiddle);
            replace(new Block(atBefore, toBefore, atAfter, atAfter + length(nowMiddle)));
            return;
        }
        comparisonsLeft -= comparisons;
        int[] startsBefore = starts(oldMiddle, atBefore);
        int[] startsAfter = starts(nowMiddle, atAfter);
        for (Change change : differences(oldMiddle, nowMiddle)) {
            differing.accept(
                    new Block(
                            startsBefore[change.startOriginal],
                            startsBefore[change.endOriginal],
                            startsAfter[change.startRevised],
                            startsAfter[change.endRevised]));
        }
    }

    /** Those that touch are one: a deletion and an insertion beside it are a replacement. */
    private static List<Change> differences(List<String> old, List<String> now) {
        var merged = new ArrayList<Change>();
        for (Change change : new MyersDiffWithLinearSpace<String>().computeDiff(old, now, null)) {
            Change last = merged.isEmpty() ? null : merged.getLast();
            if (last != null
                    && last.endOriginal == change.startOriginal
                    && last.endRevised == change.startRevised) {
                merged.removeLast();
                change =
                        new Change(
                                DeltaType.CHANGE,
                                last.startOriginal,
                                change.endOriginal,
                                last.startRevised,
                                change.endRevised);
            }
            merged.add(change);
        }
        return merged;
    }

    /** Replaces what differs between the common ends of the block, whole characters only. */
    private void replace(Block block) {
        int start = 0;
        int shorter = Math.min(block.toBefore - block.fromBefore, block.toAfter - block.fromAfter);
        while (start < shorter
                && before.charAt(block.fromBefore + start)
                        == after.charAt(block.fromAfter + start)) {
            start++;
        }
        if (Surrogates.splits(before, block.fromBefore + start)
                || Surrogates.splits(after, block.fromAfter + start)) {
            start--;
        }
        int end = 0;
        while (end < shorter - start
                && before.charAt(block.toBefore - end - 1)
                        == after.charAt(block.toAfter - end - 1)) {
            end++;
        }
        if (Surrogates.splits(before, block.toBefore - end)
                || Surrogates.splits(after, block.toAfter - end)) {
            end--;
        }
        var replacement =
                new TextChange.Replacement(
                        block.fromBefore + start,
                        block.toBefore - end,
                        after.substring(block.fromAfter + start, block.toAfter - end));
        if (replacement.from() < replacement.to() || !replacement.insert().isEmpty()) {
            replacements.add(replacement);
        }
    }

    private static int commonStart(List<String> old, List<String> now) {
        int same = 0;
        while (same < old.size() && same < now.size() && old.get(same).equals(now.get(same))) {
            same++;
        }
        return same;
    }

    private static int commonEnd(List<String> old, List<String> now, int commonStart) {
        int same = 0;
        while (same < Math.min(old.size(), now.size()) - commonStart
                && old.get(old.size() - 1 - same).equals(now.get(now.size() - 1 - same))) {
            same++;
        }
        return same;
    }

    private static int length(List<String> tokens) {
        return tokens.stream().mapToInt(String::length).sum();
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
