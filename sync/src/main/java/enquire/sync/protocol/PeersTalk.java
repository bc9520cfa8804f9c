package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What members say of themselves, on one connection: all of it at first, then now and then what is
 * new, so that a computer which moved is found by those who are connected with others. Each record
 * passes once, in one direction. One thread at a time.
 */
final class PeersTalk {

    /**
     * How often it is looked for news. Whoever signs without pause makes each node send one record
     * more in this time (a guess: a computer that changed its network is told of within it).
     */
    static final Duration NEWS_TIME = Duration.ofSeconds(30);

    /** Of one wiki: twice what may be told at a time, so that it is remembered until then. */
    private static final int PASSED_MAX = 2 * (Limits.ADDRESS_RECORDS + Limits.OFFER_RECORDS);

    private final Map<WikiId, Set<Bytes>> passed = new HashMap<>();
    private int ticks;

    /** Both have named this wiki. */
    void begin(WikiId wiki, List<Bytes> addresses, List<Bytes> offers, List<Output> out) {
        passed.remove(wiki);
        tell(wiki, addresses, offers, out);
    }

    void tick(Collection<SharedWiki> shared, List<Output> out) {
        if (due()) {
            for (SharedWiki each : shared) {
                Shelf shelf = each.shelf();
                tell(shelf.wiki(), shelf.addresses(), shelf.offers(), out);
            }
        }
    }

    /** Counts the ticks: whether it is time to {@link #tell} of each wiki. */
    boolean due() {
        ticks = (ticks + 1) % Session.ticks(NEWS_TIME);
        return ticks == 0;
    }

    /**
     * @param addresses all that are told of the members, signed
     * @param offers the same of what they offer
     */
    void tell(WikiId wiki, List<Bytes> addresses, List<Bytes> offers, List<Output> out) {
        Set<Bytes> known = passed.computeIfAbsent(wiki, unknown -> new HashSet<>());
        var newAddresses = new ArrayList<>(addresses);
        var newOffers = new ArrayList<>(offers);
        newAddresses.removeAll(known);
        newOffers.removeAll(known);
        known.clear(); // What is told no more was replaced, and does not come back.
        known.addAll(addresses);
        known.addAll(offers);
        if (!newAddresses.isEmpty() || !newOffers.isEmpty()) {
            out.add(new Output.Send(new Message.Peers(wiki, newAddresses, newOffers)));
        }
    }

    void heard(Message.Peers told, List<Output> out) {
        out.add(new Output.PeersHeard(told));
        Set<Bytes> known = passed.computeIfAbsent(told.wiki(), unknown -> new HashSet<>());
        if (known.size() < PASSED_MAX) {
            known.addAll(told.records());
            known.addAll(told.offers());
        }
    }
}
