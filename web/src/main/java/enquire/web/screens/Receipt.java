package enquire.web.screens;

import java.util.List;

/**
 * What was just done, said once above the screen that follows; a script shows it as a toast.
 *
 * @param sentence plain text ("Deleted Old crane notes."); empty for none
 * @param left what could not be done, a sentence for each; with any of them it stays to be read
 * @param undoAction POST path of the Undo button; empty if it cannot be undone
 */
public record Receipt(String sentence, List<String> left, String undoAction) {

    /** Nothing was done. */
    public static final Receipt NONE = new Receipt("", List.of(), "");
}
