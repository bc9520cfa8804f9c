package enquire.sync.history;

import enquire.storage.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

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

    static List<EditSession> sessions(PageHistory history) {
        int sessionsMax = Math.min(SESSIONS_MAX, WORK_MAX / Math.max(1, history.size()));
        var open = new BitSet[history.authors()];
        var found = new ArrayList<BitSet>();
        int opened = 0;
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.isSilent(i)) {
                continue;
            }
            BitSet running = open[history.authorOf(i)];
            if (running == null
                    || history.isSummed(i)
                    || pauses(history, i, running.nextSetBit(0))) {
                if (opened == sessionsMax) {
                    break;
                }
                opened++;
                running = new BitSet();
                open[history.authorOf(i)] = running;
                found.add(running);
            }
            running.set(i);
        }
        found.sort(Comparator.comparingInt(BitSet::length));
        List<Version> versions = versionsAfter(history, found);
        var sessions = new ArrayList<EditSession>();
        for (int i = found.size() - 1; i >= 0; i--) {
            sessions.add(session(history, found.get(i), versions.get(i)));
        }
        return List.copyOf(sessions);
    }

    /**
     * @param ascending by their last changes
     */
    private static List<Version> versionsAfter(PageHistory history, List<BitSet> ascending) {
        return ascending.isEmpty()
                ? List.of()
                : history.versionsAfter(
                        ascending.stream().map(changes -> changes.length() - 1).toList());
    }

    /** A shorter pause is enough if others wrote in it: then what came first is told first. */
    private static boolean pauses(PageHistory history, int before, int change) {
        Duration pause =
                history.writtenBetween(before, change) ? EditStep.PAUSE : EditSession.PAUSE;
        return !history.within(before, change, pause);
    }

    private static EditSession session(PageHistory history, BitSet changes, Version version) {
        int first = changes.nextSetBit(0);
        int last = changes.length() - 1;
        return new EditSession(
                history.author(last),
                history.at(first),
                history.at(last),
                first,
                last,
                changes,
                version);
    }

    /**
     * A step ends before a pause, before and behind what is more than text, and before a change
     * that deletes what the step wrote. An edit with a summary is one, however many changes it
     * took: the last of them says whose all of it is.
     */
    static List<EditStep> steps(PageHistory history, EditSession session) {
        int[] newestDeleted = newestDeleted(history, session);
        boolean summed = history.isSummed(session.last());
        var found = new ArrayList<BitSet>();
        var running = new BitSet();
        for (int i = session.first(); i >= 0; i = session.changes().nextSetBit(i + 1)) {
            if (!running.isEmpty()) {
                int before = running.length() - 1;
                boolean takesBack = newestDeleted[i] >= running.nextSetBit(0);
                boolean moreThanText =
                        !history.acts(before).isEmpty() || !history.acts(i).isEmpty();
                if (takesBack
                        || !history.within(before, i, EditStep.PAUSE)
                        || moreThanText && !summed) {
                    found.add(running);
                    running = new BitSet();
                }
            }
            running.set(i);
        }
        found.add(running);
        List<Version> versions = versionsAfter(history, found);
        var steps = new ArrayList<EditStep>();
        for (int i = found.size() - 1; i >= 0; i--) {
            int last = found.get(i).length() - 1;
            steps.add(
                    new EditStep(
                            session.author(),
                            history.at(last),
                            last,
                            found.get(i),
                            versions.get(i)));
        }
        return steps;
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
}
