package enquire.sync.history;

import enquire.editor.markdown.TextSection;
import enquire.editor.page.TextHistory;
import enquire.editor.text.TextChange.Replacement;
import enquire.editor.text.WordCount;
import java.util.Arrays;
import java.util.List;

/**
 * How much an edit did.
 *
 * @param added words
 * @param removed words
 * @param sections it wrote in; what stands before the first heading is one
 */
public record EditSize(int added, int removed, int sections) {

    /** Of an edit that touched no text. */
    public static final EditSize NOTHING = new EditSize(0, 0, 0);

    public static EditSize of(TextHistory.Part part) {
        List<Replacement> replacements = part.change().replacements();
        if (replacements.isEmpty()) {
            return NOTHING;
        }
        int[] headings = TextSection.headings(part.after());
        int touched = 0;
        int added = 0;
        int removed = 0;
        int shift = 0;
        int counted = -1;
        for (Replacement replacement : replacements) {
            added += WordCount.of(replacement.insert());
            removed += WordCount.of(part.before(), replacement.from(), replacement.to());
            int from = replacement.from() + shift;
            int to = from + Math.max(1, replacement.insert().length());
            shift += replacement.insert().length() - (replacement.to() - replacement.from());
            // What was inserted may reach over several.
            int first = Math.max(section(headings, from), counted + 1);
            int last = section(headings, to - 1);
            touched += Math.max(0, last - first + 1);
            counted = Math.max(counted, last);
        }
        return new EditSize(added, removed, touched);
    }

    /** How many headings stand at or before a position. */
    private static int section(int[] headings, int position) {
        int found = Arrays.binarySearch(headings, position);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
