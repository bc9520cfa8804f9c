package enquire.web.feeds;

import java.time.Instant;
import java.util.List;

/**
 * A feed of changes (RFC 4287). Texts are plain and may hold anything.
 *
 * @param id stays the same for ever
 * @param language a tag of BCP 47, of the words that the program itself says
 * @param base of relative addresses: where the node answers, without a slash at the end
 * @param self path of the feed, percent-encoded
 * @param alternate path of the screen that says the same
 * @param entries newest first
 */
public record AtomFeed(
        FeedId id,
        String title,
        String language,
        String base,
        String self,
        String alternate,
        List<Entry> entries) {

    public static final String TYPE = "application/atom+xml";

    /**
     * What one author did to one page without a long pause.
     *
     * @param id stays the same while he goes on, and is the same on every node
     * @param published when it began
     * @param updated when it was last gone on with
     * @param author his name
     * @param alternate path of the page, which survives renames
     * @param related path of what was changed
     * @param summary what was done, in a line
     * @param html the changed places, sanitised; empty if they are too long or nothing was written
     */
    public record Entry(
            FeedId id,
            String title,
            Instant published,
            Instant updated,
            String author,
            String alternate,
            String related,
            String summary,
            String html) {}

    /** When anything in it changed last; of an empty feed the beginning of 1970. */
    Instant updated() {
        return entries.stream().map(Entry::updated).max(Instant::compareTo).orElse(Instant.EPOCH);
    }
}
