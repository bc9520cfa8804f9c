package enquire.sync.node;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.sync.protocol.DoubtShelf.Doubt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of one wiki that wait for a writer's word since the members changed, on a computer that may
 * not vouch itself. Without it a text would leave its page here for as long as the adoption takes
 * that keeps it, and come back. In memory: after a start everything is judged once more.
 * Thread-safe.
 */
final class Doubts {

    /** With the heads of what would remain. */
    private final Map<PageId, Heads> open = new HashMap<>();

    private final Set<PageId> answered = new HashSet<>();
    private long round;

    /** For whoever asks writers, in any order. */
    synchronized List<Doubt> open() {
        var doubts = new ArrayList<Doubt>(open.size());
        for (PageId page : open.keySet()) {
            if (!answered.contains(page)) {
                doubts.add(new Doubt(page, round));
            }
        }
        return doubts;
    }

    synchronized Optional<Heads> standing(PageId page) {
        return Optional.ofNullable(open.get(page));
    }

    /** The members changed, and everything was judged by them; what was heard before is void. */
    synchronized void begin(Map<PageId, Heads> staying) {
        round++;
        open.clear();
        answered.clear();
        open.putAll(staying);
    }

    /**
     * @return whether it was in doubt still
     */
    synchronized boolean answered(Doubt doubt) {
        return doubt.round() == round
                && open.containsKey(doubt.page())
                && answered.add(doubt.page());
    }

    /** Those that can be judged now. */
    synchronized Set<PageId> answered() {
        return Set.copyOf(answered);
    }

    synchronized void settled(Set<PageId> judged) {
        open.keySet().removeAll(judged);
        answered.removeAll(judged);
    }

    synchronized boolean isEmpty() {
        return open.isEmpty();
    }
}
