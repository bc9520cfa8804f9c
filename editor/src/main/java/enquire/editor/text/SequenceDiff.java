package enquire.editor.text;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.List;

/** What turned one list into another. Pure. */
public final class SequenceDiff {

    private SequenceDiff() {}

    /**
     * A range of the list before, and the range of the list after that stands in its place; each
     * may be empty, not both.
     */
    public record Block(int fromBefore, int toBefore, int fromAfter, int toAfter) {}

    /**
     * @param budget what this may cost; what it costs is taken from it
     * @return ascending, no two of them touching; everything between the common ends as one block,
     *     if comparing that could cost more than is left
     */
    public static <T> List<Block> between(List<T> before, List<T> after, ComparisonBudget budget) {
        int same = 0;
        int shorter = Math.min(before.size(), after.size());
        while (same < shorter && before.get(same).equals(after.get(same))) {
            same++;
        }
        int sameAtEnd = 0;
        while (sameAtEnd < shorter - same
                && before.get(before.size() - 1 - sameAtEnd)
                        .equals(after.get(after.size() - 1 - sameAtEnd))) {
            sameAtEnd++;
        }
        List<T> old = before.subList(same, before.size() - sameAtEnd);
        List<T> now = after.subList(same, after.size() - sameAtEnd);
        if (old.isEmpty() && now.isEmpty()) {
            return List.of();
        }
        if (old.isEmpty() || now.isEmpty() || !budget.take(old.size(), now.size())) {
            return List.of(new Block(same, same + old.size(), same, same + now.size()));
        }
        var blocks = new ArrayList<Block>();
        for (Change change : new MyersDiffWithLinearSpace<T>().computeDiff(old, now, null)) {
            add(
                    blocks,
                    new Block(
                            same + change.startOriginal,
                            same + change.endOriginal,
                            same + change.startRevised,
                            same + change.endRevised));
        }
        return blocks;
    }

    /** A deletion and an insertion beside it are one. */
    private static void add(List<Block> blocks, Block block) {
        Block last = blocks.isEmpty() ? null : blocks.getLast();
        if (last != null && last.toBefore == block.fromBefore && last.toAfter == block.fromAfter) {
            blocks.removeLast();
            blocks.add(new Block(last.fromBefore, block.toBefore, last.fromAfter, block.toAfter));
        } else {
            blocks.add(block);
        }
    }
}
