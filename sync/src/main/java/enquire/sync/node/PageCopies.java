package enquire.sync.node;

import java.util.List;

/**
 * On which other computers a page is, as these said themselves.
 *
 * @param on whose computers have confirmed to hold every edit of it
 * @param waiting for whom some edit of it waits, as far as is known; without those who hold only
 *     what they open
 */
public record PageCopies(List<Wiki.Member> on, List<Wiki.Member> waiting) {
    public PageCopies {
        on = List.copyOf(on);
        waiting = List.copyOf(waiting);
    }
}
