package enquire.sync.history;

import enquire.editor.page.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups the changes of a page into sessions, and those of a session into steps. */
final class Grouping {

    private Grouping() {}

    /**
     * Changes times sessions: so much is looked at to find the versions of sessions, and an eighth
     * of it is kept in bytes. (A guess: 0.2 s, 25 MB.) Others may write as many sessions as they
     * like; of a page of 100,000 changes the newest 2,000 are told.
     */
    private static final int WORK_MAX = 200_000_000;

    /** (A guess: years of a page that is written each day.) */
    private static final int SESSIONS_MAX = 5_000;

    private record Open(int last, BitSet changes) {
        int first() {
            return changes.nextSetBit(0);
        }
    }

    static List<EditSession> sessions(PageHistory history) {
        int sessionsMax = Math.min(SESSIONS_MAX, WORK_MAX / Math.max(1, history.size()));
        Map<PeerId, Open> open = new HashMap<>();
        var sessions = new ArrayList<EditSession>();
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.isSilent(i)) {
                continue;
            }
            PeerId author = history.author(i);
            Open running = open.get(author);
            if (running != null && pauses(history, i, running.first())) {
                sessions.add(closed(history, author, running));
                running = null;
            }
            if (running == null && sessions.size() + open.size() > sessionsMax) {
                break;
            }
            if (running == null) {
                running = new Open(i, new BitSet());
                open.put(author, running);
            }
            running.changes().set(i);
        }
        open.forEach((author, running) -> sessions.add(closed(history, author, running)));
        sessions.sort(Comparator.comparingInt(EditSession::last).reversed());
        return List.copyOf(sessions);
    }

    /** A shorter pause is enough if others wrote in it: then what came first is told first. */
    private static boolean pauses(PageHistory history, int before, int change) {
        Duration pause =
                history.writtenBetween(before, change) ? EditStep.PAUSE : EditSession.PAUSE;
        return !PageHistory.within(history.at(before), history.at(change), pause);
    }

    private static EditSession closed(PageHistory history, PeerId author, Open open) {
        return new EditSession(
                author,
                history.at(open.first()),
                history.at(open.last()),
                open.first(),
                open.last(),
                open.changes(),
                history.versionAfter(open.last()));
    }

    /**
     * A step ends before a pause, before and behind what is more than text, and before a change
     * that deletes what the step wrote.
     */
    static List<EditStep> steps(PageHistory history, EditSession session) {
        int[] newestDeleted = newestDeleted(history, session);
        var steps = new ArrayList<EditStep>();
        var running = new BitSet();
        for (int i = session.first(); i >= 0; i = session.changes().nextSetBit(i + 1)) {
            if (!running.isEmpty()) {
                int before = running.length() - 1;
                boolean takesBack = newestDeleted[i] >= running.nextSetBit(0);
                if (takesBack
                        || !PageHistory.within(history.at(before), history.at(i), EditStep.PAUSE)
                        || !history.acts(before).isEmpty()
                        || !history.acts(i).isEmpty()) {
                    steps.add(step(history, session, running));
                    running = new BitSet();
                }
            }
            running.set(i);
        }
        steps.add(step(history, session, running));
        return steps.reversed();
    }

    private static int[] newestDeleted(PageHistory history, EditSession session) {
        return history.text()
                .map(text -> text.newestDeleted(session.changes()))
                .orElseGet(() -> {
                    int[] none = new int[history.size()];
                    Arrays.fill(none, -1);
                    return none;
                });
    }

    private static EditStep step(PageHistory history, EditSession session, BitSet changes) {
        int last = changes.length() - 1;
        return new EditStep(
                session.author(), history.at(last), last, changes, history.versionAfter(last));
    }
}
