package enquire.sync.history;

import enquire.editor.page.PeerId;
import enquire.storage.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/**
 * Edits of one author with less than {@link #PAUSE} between any two, or less than {@link
 * EditStep#PAUSE} if others wrote in it: two who write at once have a session each. A change with a
 * summary ends one: edits of years come from another wiki within a second. Giving a version a name
 * is no part of any.
 *
 * @param from when the first of them was made
 * @param to when the last of them was made
 * @param first place of the first change
 * @param last place of the last change
 * @param changes their places
 * @param version the page as it was after the last of them
 */
public record EditSession(
        PeerId author,
        Instant from,
        Instant to,
        int first,
        int last,
        BitSet changes,
        Version version) {

    /** Who writes on after so long has begun anew. (Screens specification, section 4.) */
    public static final Duration PAUSE = Duration.ofMinutes(10);
}
