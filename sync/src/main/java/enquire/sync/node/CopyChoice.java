package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which pages that are on too few computers this one takes next. Each page has an order of
 * computers of its own, a hash of key and page: who is among the first in it takes the page, and
 * those behind wait a turn each and look whether it is still short. So computers that hear each
 * other take different pages, and what one cannot take another one does. Reads no clock. One thread
 * at a time.
 */
final class CopyChoice {

    /**
     * How long a page has to be short before it is taken: computers that keep every page fetch it
     * meanwhile, and others are told of them. (A guess.)
     */
    static final Duration SETTLED = Duration.ofSeconds(15);

    /** How much longer each one waits who is not among the first. (A guess: some fetches.) */
    static final Duration TURN = Duration.ofSeconds(30);

    private final PeerId self;
    private final Map<PageId, Instant> since = new HashMap<>();

    CopyChoice(PeerId self) {
        this.self = self;
    }

    /**
     * @param few pages that are not here, and who has each, as far as is known; at most some
     *     thousands
     * @param others that are connected and would take pages as well
     * @return those to take now: of which this one is among the first, or else those that nobody
     *     took in their turn; on the fewest computers first
     */
    List<PageId> next(
            Map<PageId, Set<PeerId>> few, Collection<PeerId> others, Instant now, int limit) {
        since.keySet().retainAll(few.keySet());
        few.keySet().forEach(page -> since.putIfAbsent(page, now));
        since.replaceAll((page, first) -> first.isAfter(now) ? now : first); // Clocks are set.
        Map<PageId, Long> due = new HashMap<>();
        few.forEach((page, holders) -> {
            long turns = turns(page, holders, others);
            if (!now.isBefore(since.get(page).plus(SETTLED).plus(TURN.multipliedBy(turns)))) {
                due.put(page, turns);
            }
        });
        boolean first = due.containsValue(0L);
        return due.keySet().stream()
                .filter(page -> !first || due.get(page) == 0)
                .sorted(
                        Comparator.comparing((PageId page) -> few.get(page).size())
                                .thenComparing(page -> place(self, page)))
                .limit(limit)
                .toList();
    }

    /** How many have to let it pass before it is this one's turn. */
    private long turns(PageId page, Set<PeerId> holders, Collection<PeerId> others) {
        Bytes own = place(self, page);
        long before =
                others.stream()
                        .filter(other -> !other.equals(self) && !holders.contains(other))
                        .filter(other -> place(other, page).compareTo(own) < 0)
                        .count();
        return Math.max(0, before - (Shortage.AIM - holders.size()) + 1);
    }

    private static Bytes place(PeerId peer, PageId page) {
        return Bytes.concat(peer.value(), page.toBytes()).sha256();
    }
}
