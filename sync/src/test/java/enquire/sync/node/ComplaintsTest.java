package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PeerId;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Output;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ComplaintsTest {

    private static final PeerId BOB = TestKeys.of("Bob").id();
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Output.Close BROKEN =
            new Output.Close(Message.Reason.PROTOCOL, "The peer sent nonsense.", false);

    private final Acquaintances acquaintances = new Acquaintances();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch counted = new CountDownLatch(1);
    private final AtomicReference<Thread> later = new AtomicReference<>();
    private final CountDownLatch through = new CountDownLatch(1);

    /** The one that is still forgiven is counted, and waits before it says so. */
    @Test
    void ofTwoOffencesAtOnceTheLaterOneIsTold() throws Exception {
        var complaints = new Complaints(acquaintances, new Conduct(), this::time);
        for (int offence = 1; offence < Conduct.FORGIVEN; offence++) {
            complaints.ended(BOB, BROKEN);
        }
        try (var threads = Executors.newFixedThreadPool(2)) {
            var forgiven = threads.submit(() -> complaints.ended(BOB, BROKEN));
            assertTrue(counted.await(60, TimeUnit.SECONDS));
            var punished =
                    threads.submit(() -> {
                        later.set(Thread.currentThread());
                        complaints.ended(BOB, BROKEN);
                        through.countDown();
                    });
            forgiven.get();
            punished.get();
        }

        String told = acquaintances.problem(BOB).orElseThrow();
        assertTrue(told.contains("left alone"), told);
    }

    /** Each offence looks twice: when it is counted, and when that is told. */
    private Instant time() {
        if (looks.incrementAndGet() == 2 * Conduct.FORGIVEN) {
            counted.countDown();
            Meetings.await("the later one is held up, or through", this::laterStands);
        }
        return NOW;
    }

    private boolean laterStands() {
        Thread thread = later.get();
        return through.getCount() == 0
                || thread != null && thread.getState() == Thread.State.BLOCKED;
    }
}
