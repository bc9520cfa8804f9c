package enquire.sync.protocol;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which pages of a wiki this node has asked a peer for that has not answered yet. All connections
 * share it: of several peers who offer the same change one is asked, and another one if nothing
 * comes of that. So what is new crosses few links more than once, and arrives by the quickest. Pure
 * but for its lock. Thread-safe.
 */
public final class PagesUnderWay {

    /**
     * How long a page waits for the answer of a peer that answers nothing: several times there and
     * back over a slow line. (A guess.)
     */
    static final int SILENT_TICKS = Session.ticks(Duration.ofSeconds(2));

    /**
     * The same of a peer that answers other things: 512 pages of 3 kB take so long with 1 Mbit/s.
     * (Arithmetic.)
     */
    static final int BUSY_TICKS = Session.ticks(Duration.ofSeconds(12));

    private final Map<PageId, Asker> askers = new HashMap<>();
    private final Set<Asker> open = new HashSet<>();

    /** Somebody else is waited for. */
    private static final class Wait {
        private Asker other;
        private int answers;
        private int silentTicks;
        private int ticks;

        Wait(Asker other) {
            this.other = other;
            this.answers = other.answers;
        }

        /** Time passes; it is for {@code now} by now. */
        void tick(Asker now) {
            ticks++;
            silentTicks = now == other && now.answers == answers ? silentTicks + 1 : 0;
            other = now;
            answers = now.answers;
        }

        boolean over() {
            return silentTicks >= SILENT_TICKS || ticks >= BUSY_TICKS;
        }
    }

    /** A connection begins. Whoever does so must {@link Asker#leave} at its end. */
    Asker join(PeerId peer) {
        var asker = new Asker(peer);
        synchronized (this) {
            open.add(asker);
        }
        return asker;
    }

    /** One connection. Its state is guarded by the lock of what it belongs to. */
    final class Asker {

        private final PeerId peer;
        private final Map<PageId, Wait> waits = new HashMap<>();
        private int answers;

        /** It was waited for in vain: nobody waits for it before it has answered something. */
        private boolean late;

        private Asker(PeerId peer) {
            this.peer = peer;
        }

        /**
         * Whether this one is to ask now. If so, others wait for its answer; if not, it may try
         * again when it hears that another was answered, and at each tick.
         */
        boolean begin(PageId page) {
            synchronized (PagesUnderWay.this) {
                Asker other = askers.get(page);
                // Of two connections with one peer the older may be dead without knowing it.
                if (other != null && !other.peer.equals(peer) && !other.late) {
                    if (!waits.computeIfAbsent(page, unheard -> new Wait(other)).over()) {
                        return false;
                    }
                    other.late = true;
                }
                insist(page);
                return true;
            }
        }

        /** Asks whether or not another one does. */
        void insist(PageId page) {
            synchronized (PagesUnderWay.this) {
                waits.remove(page);
                askers.put(page, this);
            }
        }

        /** The peer has answered something. */
        void heard() {
            synchronized (PagesUnderWay.this) {
                answers++;
                late = false;
            }
        }

        /**
         * A page was answered, or need not be asked for.
         *
         * @return whether another connection waited for that
         */
        boolean end(PageId page) {
            synchronized (PagesUnderWay.this) {
                return askers.remove(page, this)
                        && open.stream().anyMatch(each -> each.waits.containsKey(page));
            }
        }

        /**
         * Time passes.
         *
         * @return whether any page waits for another connection
         */
        boolean tick() {
            synchronized (PagesUnderWay.this) {
                waits.forEach((page, wait) -> wait.tick(askers.getOrDefault(page, this)));
                return waits();
            }
        }

        /** Whether any page waits for another connection. */
        boolean waits() {
            synchronized (PagesUnderWay.this) {
                return !waits.isEmpty();
            }
        }

        /** Whether no other connection could be asked. */
        boolean alone() {
            synchronized (PagesUnderWay.this) {
                return open.size() == 1;
            }
        }

        /** The connection is over; nobody waits for it. */
        void leave() {
            synchronized (PagesUnderWay.this) {
                open.remove(this);
                askers.values().removeIf(each -> each == this);
            }
        }
    }
}
