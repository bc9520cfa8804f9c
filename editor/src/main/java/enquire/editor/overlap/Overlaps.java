package enquire.editor.overlap;

import enquire.editor.page.Change;
import enquire.editor.page.TextHistory;
import enquire.editor.page.TextHistory.Act;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the overlaps of a page from its changes alone, so that all nodes that hold the same ones
 * mark the same places by the same ids. Pure; stateless.
 *
 * <p>An overlap stays until somebody ticks it off, or nothing is left of what it was about. Whoever
 * wants to know about every keystroke asks too often: it costs a walk over everything that was ever
 * typed into the page.
 */
public final class Overlaps {

    /**
     * Times apart that are looked at, the latest first. (A guess: each is a walk over the page.)
     */
    static final int TIMES_MAX = 64;

    /** Places that are marked in one page; of more, the latest. (A guess: nobody clears more.) */
    public static final int FOUND_MAX = 100;

    /**
     * Texts of all of them together, in UTF-16 units: 8 MB; a sentence may be as long as its page.
     * (A guess: far more than anybody reads.)
     */
    static final int TEXTS_CHARS_MAX = 1 << 22;

    private Overlaps() {}

    /**
     * @param accepted all changes of the page but the genesis, in any order
     * @return in the order of the text; none if the page is too large to be looked at ({@link
     *     TextHistory#of})
     */
    public static List<Overlap> find(List<Change> accepted, Bursts bursts) {
        List<Change> ordered = ordered(accepted);
        List<TimeApart> times = TimesApart.find(ordered, bursts);
        if (times.isEmpty()) {
            return List.of();
        }
        return TextHistory.of(ordered)
                .map(history -> find(ordered, history, times))
                .orElse(List.of());
    }

    private static List<Overlap> find(
            List<Change> ordered, TextHistory history, List<TimeApart> times) {
        Set<String> tickedOff = tickedOff(history);
        var places = new SharedSentences(ordered, history);
        var found = new ArrayList<Overlap>();
        long chars = 0;
        for (TimeApart time : times) {
            for (Overlap overlap : places.find(time, tickedOff, FOUND_MAX)) {
                if (found.size() < FOUND_MAX && chars + overlap.chars() < TEXTS_CHARS_MAX) {
                    found.add(overlap);
                    chars += overlap.chars();
                }
            }
        }
        found.sort(
                Comparator.comparingInt(Overlap::from)
                        .thenComparingInt(Overlap::to)
                        .thenComparing(Overlap::id));
        return List.copyOf(found);
    }

    /**
     * Each after those it depends on, and the same order everywhere: a change begins behind the
     * operations of all it depends on.
     */
    private static List<Change> ordered(List<Change> changes) {
        return changes.stream()
                .sorted(Comparator.comparingLong(Change::startOp).thenComparing(Change::hash))
                .toList();
    }

    /** Marks of places that are there; of two who wrote one at the same time the later counts. */
    private static Set<String> tickedOff(TextHistory history) {
        var ticked = new HashSet<String>();
        for (int change = 0; change < history.size(); change++) {
            for (Act act : history.acts(change)) {
                if (act.kind() == Act.Kind.MARKED && Overlap.isMark(act.key())) {
                    ticked.add(act.key());
                } else if (act.kind() == Act.Kind.UNMARKED) {
                    ticked.remove(act.key());
                }
            }
        }
        return ticked;
    }
}
