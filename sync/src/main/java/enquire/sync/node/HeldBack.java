package enquire.sync.node;

import java.time.Instant;
import java.util.Optional;

/**
 * A change that is kept out of its page.
 *
 * @param page as it is shown; empty if nothing else of it is here
 * @param author name of who made it, if it is still held
 * @param since when it came
 * @param why a sentence
 */
public record HeldBack(Optional<String> page, Optional<String> author, Instant since, String why) {}
