package enquire.sync.history;

import enquire.editor.markdown.TextSection;
import enquire.editor.page.TextHistory;
import enquire.editor.text.TextChange.Replacement;
import enquire.editor.text.WordCount;
import java.util.ArrayList;
import java.util.List;

/**
 * How much an edit did.
 *
 * @param added words
 * @param removed words
 * @param sections titles of the sections it wrote in, in order; empty for what stands before the
 *     first heading
 */
public record EditSize(int added, int removed, List<String> sections) {

    /** Of an edit that touched no text. */
    public static final EditSize NOTHING = new EditSize(0, 0, List.of());

    public EditSize {
        sections = List.copyOf(sections);
    }

    public static EditSize of(TextHistory.Part part) {
        List<Replacement> replacements = part.change().replacements();
        if (replacements.isEmpty()) {
            return NOTHING;
        }
        List<TextSection> sections = TextSection.of(part.after());
        var titles = new ArrayList<String>();
        int added = 0;
        int removed = 0;
        int shift = 0;
        int section = 0;
        int counted = -1;
        for (Replacement replacement : replacements) {
            added += WordCount.of(replacement.insert());
            removed += WordCount.of(part.before().substring(replacement.from(), replacement.to()));
            int from = replacement.from() + shift;
            int to = from + Math.max(1, replacement.insert().length());
            shift += replacement.insert().length() - (replacement.to() - replacement.from());
            while (section < sections.size() - 1 && sections.get(section).to() <= from) {
                section++;
            }
            // What was inserted may reach over several.
            for (int i = section; i < sections.size() && sections.get(i).from() < to; i++) {
                if (i > counted) {
                    titles.add(sections.get(i).title());
                    counted = i;
                }
            }
        }
        return new EditSize(added, removed, titles);
    }
}
