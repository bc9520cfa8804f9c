package enquire.editor.page;

import enquire.editor.text.TextChange;
import enquire.editor.text.TextChange.Replacement;
import java.util.Arrays;
import java.util.List;

/**
 * Puts typing that is in no change yet behind a history, as if it were one more change. One use,
 * one thread.
 */
final class PendingText {

    private final TextHistory history;
    private final int change;
    private final int[] characters;
    private final int[] insertedBy;
    private final int[] deletedBy;
    private int to;

    private PendingText(TextHistory history, int inserted) {
        this.history = history;
        change = history.size();
        characters = new int[history.characters() + inserted];
        insertedBy = new int[characters.length];
        deletedBy = new int[characters.length];
    }

    /**
     * @param now the text that the newest version of {@code history} became
     */
    static TextHistory behind(TextHistory history, String now) {
        String before = history.text(history.all());
        List<Replacement> replacements = TextChange.between(before, now).replacements();
        int inserted =
                replacements.stream()
                        .map(Replacement::insert)
                        .mapToInt(insert -> insert.codePointCount(0, insert.length()))
                        .sum();
        return new PendingText(history, inserted).with(replacements);
    }

    private TextHistory with(List<Replacement> replacements) {
        int[] moved = new int[history.characters()];
        int unit = 0;
        int at = 0;
        for (int i = 0; i < history.characters(); i++) {
            boolean stands = history.firstDeletedBy(i) == TextHistory.NEVER;
            while (stands && at < replacements.size() && unit >= replacements.get(at).to()) {
                insert(replacements.get(at));
                at++;
            }
            boolean removed =
                    stands && at < replacements.size() && unit >= replacements.get(at).from();
            moved[i] = to;
            characters[to] = history.character(i);
            insertedBy[to] = history.insertedBy(i);
            deletedBy[to++] = removed ? change : history.firstDeletedBy(i);
            unit += stands ? Character.charCount(history.character(i)) : 0;
        }
        for (; at < replacements.size(); at++) {
            insert(replacements.get(at));
        }
        return history.followed(characters, insertedBy, deletedBy, moved);
    }

    private void insert(Replacement replacement) {
        int[] inserted = replacement.insert().codePoints().toArray();
        System.arraycopy(inserted, 0, characters, to, inserted.length);
        Arrays.fill(insertedBy, to, to + inserted.length, change);
        Arrays.fill(deletedBy, to, to + inserted.length, TextHistory.NEVER);
        to += inserted.length;
    }
}
