package enquire.web.screens;

import java.util.List;

/**
 * Files that made room on this computer, and who keeps them.
 *
 * @param sentence "3 files made room here. Others keep them; opening one fetches it again." or
 *     empty
 * @param first some of them, with their size and who keeps each as note
 * @param more "and 4 more", or empty
 * @param kept "This computer keeps 2 files for others." or empty
 */
public record DroppedSection(String sentence, List<Link> first, String more, String kept) {

    /** Whether there is nothing to say. */
    public boolean isEmpty() {
        return sentence.isEmpty() && kept.isEmpty();
    }
}
