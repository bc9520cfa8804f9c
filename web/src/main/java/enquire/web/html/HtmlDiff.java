package enquire.web.html;

import enquire.editor.text.ComparisonBudget;
import enquire.editor.text.SequenceDiff;
import enquire.editor.text.SequenceDiff.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Two versions of a page as one: the newer one as it reads, with what was inserted in {@code <ins
 * class="added">} and what was deleted in {@code <del class="removed">}. Words are compared as they
 * are shown, so a link that leads elsewhere or a word that became bold is a change, and markup that
 * looks the same is none. Whatever comes out has gone through the sanitiser. Pure.
 */
public final class HtmlDiff {

    /** Enough for pages of 2,000 blocks with nothing in common. */
    private static final long BLOCK_STEPS_MAX = 4_000_000;

    /** In all. Enough for 4,000 words that became 4,000 others. */
    private static final long WORD_STEPS_MAX = 16_000_000;

    /** How far a block is looked for. (A guess: longer ones are told apart by their words.) */
    private static final int MOVES_MAX = 64;

    private final ComparisonBudget words = new ComparisonBudget(WORD_STEPS_MAX);
    private final HtmlMerge merge = new HtmlMerge();

    private HtmlDiff() {}

    /**
     * @param html of both
     * @param changes how many places differ; each has the id {@code Change-1} and so on
     */
    public record Merged(SafeHtml html, int changes) {}

    public static Merged between(SafeHtml before, SafeHtml after) {
        var diff = new HtmlDiff();
        diff.blocks(chunks(HtmlSanitizer.tokens(before)), chunks(HtmlSanitizer.tokens(after)));
        SafeHtml merged = HtmlSanitizer.sanitizeMerged(diff.merge.finish());
        return new Merged(Directions.in(merged), diff.merge.changes());
    }

    /** Each block that stands in no other, with all that is in it. */
    private static List<List<HtmlToken>> chunks(List<HtmlToken> tokens) {
        var chunks = new ArrayList<List<HtmlToken>>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i) instanceof HtmlToken.Open ? 1 : 0;
            depth -= tokens.get(i) instanceof HtmlToken.Close ? 1 : 0;
            if (depth <= 0) {
                chunks.add(tokens.subList(from, i + 1));
                from = i + 1;
            }
        }
        if (from < tokens.size()) {
            chunks.add(tokens.subList(from, tokens.size()));
        }
        return chunks;
    }

    private void blocks(List<List<HtmlToken>> before, List<List<HtmlToken>> after) {
        int at = 0;
        var budget = new ComparisonBudget(BLOCK_STEPS_MAX);
        for (Block block : SequenceDiff.between(before, after, budget)) {
            after.subList(at, block.fromAfter()).forEach(merge::keep);
            words(
                    flat(before.subList(block.fromBefore(), block.toBefore())),
                    flat(after.subList(block.fromAfter(), block.toAfter())));
            at = block.toAfter();
        }
        after.subList(at, after.size()).forEach(merge::keep);
    }

    private static List<HtmlToken> flat(List<List<HtmlToken>> chunks) {
        var tokens = new ArrayList<HtmlToken>();
        chunks.forEach(tokens::addAll);
        return tokens;
    }

    private void words(List<HtmlToken> before, List<HtmlToken> after) {
        List<Block> blocks = SequenceDiff.between(before, after, words);
        int at = 0;
        for (Block block : readable(whole(blocks, before), after)) {
            merge.keep(after.subList(at, block.fromAfter()));
            merge.delete(before.subList(block.fromBefore(), block.toBefore()));
            merge.insert(after.subList(block.fromAfter(), block.toAfter()));
            at = block.toAfter();
        }
        merge.keep(after.subList(at, after.size()));
    }

    /**
     * Of a list of which one item is gone, comparing may find that the end of one and the beginning
     * of the next are gone, which is the same. Moved so that a block is gone.
     */
    private static List<Block> whole(List<Block> blocks, List<HtmlToken> before) {
        var moved = new ArrayList<Block>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            int least = moved.isEmpty() ? 0 : moved.getLast().toBefore() + 1;
            if (block.fromAfter() == block.toAfter()) {
                int from = block.fromBefore();
                int to = block.toBefore();
                int tried = 0;
                while (!isWhole(before, from, to)
                        && from > least
                        && tried++ < MOVES_MAX
                        && before.get(from - 1).equals(before.get(to - 1))) {
                    from--;
                    to--;
                }
                if (isWhole(before, from, to)) {
                    int by = from - block.fromBefore();
                    block = new Block(from, to, block.fromAfter() + by, block.toAfter() + by);
                }
            }
            moved.add(block);
        }
        return moved;
    }

    private static boolean isWhole(List<HtmlToken> tokens, int from, int to) {
        return tokens.get(from) instanceof HtmlToken.Open
                && tokens.get(to - 1) instanceof HtmlToken.Close;
    }

    /**
     * Two changes with less between them than either changes are one: nobody reads a sentence of
     * which every second word is another.
     */
    private static List<Block> readable(List<Block> blocks, List<HtmlToken> after) {
        var joined = new ArrayList<Block>();
        for (Block block : blocks) {
            Block last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && isShort(after, last, block)) {
                joined.removeLast();
                block =
                        new Block(
                                last.fromBefore(),
                                block.toBefore(),
                                last.fromAfter(),
                                block.toAfter());
            }
            joined.add(block);
        }
        return joined;
    }

    private static boolean isShort(List<HtmlToken> after, Block one, Block next) {
        List<HtmlToken> between = after.subList(one.toAfter(), next.fromAfter());
        boolean words = between.stream().allMatch(token -> token instanceof HtmlToken.Word);
        return words && between.size() < Math.min(size(one), size(next));
    }

    private static int size(Block block) {
        return Math.max(block.toBefore() - block.fromBefore(), block.toAfter() - block.fromAfter());
    }
}
