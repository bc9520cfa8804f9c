package enquire.web.mirror;

import enquire.editor.page.PageId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a mirror says of itself, and what it was told and has not done yet. Thread-safe. */
final class Bulletin {

    /**
     * @param deletes as {@link Mirror#answer}
     * @param pages those that were asked about
     */
    record Answer(boolean deletes, Set<PageId> pages) {}

    private final Object changes = new Object();
    private volatile MirrorStatus status;
    private Optional<Answer> answer = Optional.empty();

    Bulletin(MirrorStatus first) {
        status = first;
    }

    MirrorStatus status() {
        return status;
    }

    /** As it is once it fits, or after {@code atMost}. */
    MirrorStatus statusWhen(Predicate<MirrorStatus> fits, Duration atMost)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (changes) {
            long left = atMost.toNanos();
            while (!fits.test(status) && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(changes, left);
                left = end - System.nanoTime();
            }
            return status;
        }
    }

    void publish(MirrorStatus now) {
        synchronized (changes) {
            status = now.withAnswered(answer.isPresent());
            changes.notifyAll();
        }
    }

    void answer(Answer said) {
        synchronized (changes) {
            answer = Optional.of(said);
            status = status.withAnswered(true);
        }
    }

    boolean isAnswered() {
        synchronized (changes) {
            return answer.isPresent();
        }
    }

    /** To be asked for once. */
    Optional<Answer> answer() {
        synchronized (changes) {
            Optional<Answer> said = answer;
            answer = Optional.empty();
            return said;
        }
    }
}
