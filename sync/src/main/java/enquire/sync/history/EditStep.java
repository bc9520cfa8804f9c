package enquire.sync.history;

import enquire.editor.page.PeerId;
import enquire.storage.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/**
 * A stretch of a session after which nothing of it was taken back: whatever text stood there once
 * stands there after some step.
 *
 * @param at when its last change was made
 * @param last place of the last change
 * @param changes their places
 * @param version the page as it was after it
 */
public record EditStep(PeerId author, Instant at, int last, BitSet changes, Version version) {

    /** A pause after which a step ends: that of a burst, which is what an author signs. */
    public static final Duration PAUSE = Duration.ofSeconds(60);
}
