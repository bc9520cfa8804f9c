package enquire.web.wiki;

import enquire.editor.markdown.TextBlock;
import enquire.editor.text.ComparisonBudget;
import enquire.editor.text.SequenceDiff;
import enquire.editor.text.SequenceDiff.Block;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Of two texts of a long page the blocks that differ, each below its heading, so that the others
 * need not be rendered. Pure.
 *
 * @param before of the older text, with the definitions of its links
 * @param after of the newer one, likewise
 * @param left whether anything of the newer one is left out
 */
public record ChangedBlocks(String before, String after, boolean left) {

    /** Enough for pages of 4,000 blocks with nothing in common. */
    private static final long STEPS_MAX = 16_000_000;

    /** What a reference of a section may stand for, wherever it is written. (CommonMark 4.7.) */
    private static final Pattern DEFINITION =
            Pattern.compile("(?m)^ {0,3}\\[[^\\]\\n]{1,999}\\]:.*$");

    public static ChangedBlocks of(String before, String after) {
        List<TextBlock> olds = TextBlock.of(before);
        List<TextBlock> nows = TextBlock.of(after);
        var old = new BitSet();
        var now = new BitSet();
        int unchanged = 0;
        var budget = new ComparisonBudget(STEPS_MAX);
        for (Block block : SequenceDiff.between(olds, nows, budget)) {
            // The heading, if it stands in what is alike since the last difference or before it.
            int heading = block.fromAfter() - 1;
            while (heading >= unchanged && !nows.get(heading).heading()) {
                heading--;
            }
            if (heading >= unchanged) {
                now.set(heading);
                old.set(heading - block.fromAfter() + block.fromBefore());
            }
            old.set(block.fromBefore(), block.toBefore());
            now.set(block.fromAfter(), block.toAfter());
            unchanged = block.toAfter();
        }
        return new ChangedBlocks(
                text(olds, old, before), text(nows, now, after), now.cardinality() < nows.size());
    }

    private static String text(List<TextBlock> blocks, BitSet shown, String whole) {
        var text = new StringBuilder();
        shown.stream()
                .mapToObj(blocks::get)
                .forEach(block -> text.append(block.text()).append("\n\n"));
        Set<String> lines = text.toString().lines().collect(Collectors.toSet());
        Matcher definitions = DEFINITION.matcher(whole);
        text.append('\n');
        while (definitions.find()) {
            if (!lines.contains(definitions.group())) {
                text.append(definitions.group()).append('\n');
            }
        }
        return text.toString();
    }
}
