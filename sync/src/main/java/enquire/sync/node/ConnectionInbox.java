package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What happened around a connection since its thread looked last. Everything in it is a flag or a
 * set, or was asked for by this node, so it cannot be overrun. Thread-safe.
 */
final class ConnectionInbox {

    /**
     * @param frame is to be looked at after the inputs
     * @param ended whether the connection has, and nothing of it is left to look at
     */
    record Work(Optional<Bytes> frame, List<Input> inputs, boolean ended) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();

    private @Nullable Bytes frame;
    private boolean heard;
    private boolean mayHaveRoom = true;
    private boolean ended;
    private final Set<WikiId> changed = new LinkedHashSet<>();
    private final Set<WikiId> membersChanged = new LinkedHashSet<>();
    private final ArrayDeque<Input> asked = new ArrayDeque<>();

    /** There is one at a time: the next comes when it was demanded. */
    void received(Bytes next) {
        wake(() -> frame = next);
    }

    void heard() {
        wake(() -> heard = true);
    }

    void room() {
        wake(() -> mayHaveRoom = true);
    }

    void ended() {
        wake(() -> ended = true);
    }

    void changed(WikiId wiki) {
        wake(() -> changed.add(wiki));
    }

    void membersChanged(WikiId wiki) {
        wake(() -> membersChanged.add(wiki));
    }

    void ask(Input input) {
        wake(() -> asked.add(input));
    }

    private void wake(Runnable note) {
        lock.lock();
        try {
            note.run();
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Before the question whether there is room: what becomes free from here on wakes again. */
    void forgetRoom() {
        lock.lock();
        try {
            mayHaveRoom = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for something to do.
     *
     * @param untilNanos by {@link System#nanoTime}: then it waits no longer
     * @param sends whether anything is sent any more, so that room for it matters
     */
    Work take(long untilNanos, boolean sends) throws InterruptedException {
        lock.lock();
        try {
            long left = untilNanos - System.nanoTime();
            while (idle() && left > 0) {
                left = woken.awaitNanos(left);
            }
            var inputs = new ArrayList<Input>();
            if (heard) {
                inputs.add(new Input.Heard());
            }
            membersChanged.forEach(wiki -> inputs.add(new Input.MembersChanged(wiki)));
            changed.forEach(wiki -> inputs.add(new Input.Changed(wiki)));
            inputs.addAll(asked);
            var work = new Work(Optional.ofNullable(frame), inputs, ended && frame == null);
            // Whatever happened may have made something to send.
            mayHaveRoom = sends && (!inputs.isEmpty() || frame != null || mayHaveRoom);
            frame = null;
            heard = false;
            membersChanged.clear();
            changed.clear();
            asked.clear();
            return work;
        } finally {
            lock.unlock();
        }
    }

    private boolean idle() {
        return frame == null
                && !heard
                && !mayHaveRoom
                && !ended
                && changed.isEmpty()
                && membersChanged.isEmpty()
                && asked.isEmpty();
    }
}
