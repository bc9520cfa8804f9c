package enquire.storage;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import enquire.editor.text.TextChange.Replacement;
import java.util.List;
import java.util.Set;

/**
 * What somebody wrote and the page does not hold.
 *
 * @param id of its last change: when the author goes on, it is another suggestion
 * @param author who wrote it
 * @param because who made two changes of one number, so that this is out: the author, or others on
 *     whose edits this was written
 * @param page the page as it is
 * @param change what the edits would make of the page's text now
 * @param byReader whether its author suggests it, as somebody who may only read: it enters the page
 *     as his when a writer adopts it
 */
public record Suggestion(
        ChangeHash id,
        PeerId author,
        Set<PeerId> because,
        PageView page,
        TextChange change,
        boolean byReader) {

    /** Fewer characters stand in many a page by chance, UTF-16 units. (A guess.) */
    private static final int TELLING_CHARS = 6;

    public String text() {
        return change.apply(page.text());
    }

    /**
     * Whether every word that it would insert stands somewhere in the page: somebody may have taken
     * it in on another computer. A hint, no more.
     */
    public boolean mayBeThere() {
        List<String> inserted =
                change.replacements().stream()
                        .map(Replacement::insert)
                        .map(String::strip)
                        .filter(words -> !words.isEmpty())
                        .toList();
        return inserted.stream().mapToInt(String::length).sum() >= TELLING_CHARS
                && inserted.stream().allMatch(page.text()::contains);
    }
}
