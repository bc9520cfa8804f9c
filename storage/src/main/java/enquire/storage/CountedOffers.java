package enquire.storage;

import enquire.editor.page.PageId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How many suggestions pages have, remembered for as long as nothing changed. Thread-safe. */
final class CountedOffers {

    /**
     * Pages of which the offer is remembered, about 200 bytes each: more than are ever walked at
     * once, or each walk would find that the last one had pushed out what it asks for.
     */
    private static final int OFFERS_MAX = 10_000;

    /** The state of things in which an offer was counted. */
    record Stand(
            Version version, long sequence, long decisions, long suggested, boolean mayWrite) {}

    private record Counted(Stand stand, Suggestions.Offer offer) {}

    private final Map<PageId, Counted> counted =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PageId, Counted> eldest) {
                    return size() > OFFERS_MAX;
                }
            };

    /** What was counted in just this state. */
    synchronized Optional<Suggestions.Offer> known(PageId page, Stand stand) {
        return Optional.ofNullable(counted.get(page))
                .filter(each -> each.stand().equals(stand))
                .map(Counted::offer);
    }

    synchronized void keep(PageId page, Stand stand, Suggestions.Offer offer) {
        counted.put(page, new Counted(stand, offer));
    }
}
