package enquire.web.git;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.web.vault.EditElsewhere;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A page as it was after somebody wrote in it for a while: what one commit holds of it.
 *
 * @param at when the last edit was made, by its author's clock
 * @param elsewhere who made it in the program that it was imported from
 * @param mark of the version, 16 hexadecimal digits
 * @param title as it was then
 * @param text as it was then; empty if the page was deleted
 * @param done what became of it
 */
record Moment(
        Instant at,
        PeerId author,
        Optional<EditElsewhere> elsewhere,
        PageId page,
        String mark,
        String title,
        Optional<ObjectId> text,
        Done done) {

    /**
     * What a commit says of it.
     *
     * @param verb {@code Create}, {@code Edit}, {@code Rename}, {@code Delete}, {@code Restore}
     * @param words {@code Create Tides}, {@code Rename Winch to Capstan}
     */
    record Done(String verb, String words) {}
}
