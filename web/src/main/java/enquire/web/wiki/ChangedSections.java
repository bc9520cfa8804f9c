package enquire.web.wiki;

import enquire.editor.markdown.TextSection;
import enquire.editor.text.SequenceDiff;
import enquire.editor.text.SequenceDiff.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Of two texts of a long page the sections that differ, so that the others need not be rendered.
 * Pure.
 *
 * @param before of the older text, with the definitions of its links
 * @param after of the newer one, likewise
 * @param left how many sections of the newer one are left out
 */
public record ChangedSections(String before, String after, int left) {

    /** Pages of 2,000 sections with nothing in common. */
    private static final long COMPARISONS_MAX = 4_000_000;

    /** What a reference of a section may stand for, wherever it is written. (CommonMark 4.7.) */
    private static final Pattern DEFINITION =
            Pattern.compile("(?m)^ {0,3}\\[[^\\]\\n]{1,999}\\]:.*$");

    public static ChangedSections of(String before, String after) {
        List<String> olds = sections(before);
        List<String> nows = sections(after);
        var old = new ArrayList<String>();
        var now = new ArrayList<String>();
        for (Block block : SequenceDiff.between(olds, nows, COMPARISONS_MAX)) {
            old.addAll(olds.subList(block.fromBefore(), block.toBefore()));
            now.addAll(nows.subList(block.fromAfter(), block.toAfter()));
        }
        int left = nows.size() - now.size();
        return new ChangedSections(text(old, before), text(now, after), left);
    }

    private static List<String> sections(String text) {
        int[] headings = TextSection.headings(text);
        var sections = new ArrayList<String>();
        int from = 0;
        for (int heading : headings) {
            if (heading > from) {
                sections.add(text.substring(from, heading));
            }
            from = heading;
        }
        sections.add(text.substring(from));
        return sections;
    }

    private static String text(List<String> sections, String whole) {
        var text = new StringBuilder();
        for (String section : sections) {
            text.append(section).append(section.endsWith("\n") ? "" : "\n");
        }
        Set<String> shown = text.toString().lines().collect(Collectors.toSet());
        Matcher definitions = DEFINITION.matcher(whole);
        text.append('\n');
        while (definitions.find()) {
            if (!shown.contains(definitions.group())) {
                text.append(definitions.group()).append('\n');
            }
        }
        return text.toString();
    }
}
