package enquire.web.vault;

import java.util.EnumMap;
import java.util.Map;

/** What became of the pages of an import, counted. Thread-safe. */
final class Outcomes {

    /** Of one page. */
    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** The wiki has another page of its title. */
        KEPT
    }

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

    synchronized void count(Outcome outcome) {
        counts.merge(outcome, 1, Integer::sum);
    }

    synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
