package enquire.sync.node;

import enquire.storage.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Time and what happens in it, in one thread: the only order there is. */
final class SimulatedClock {

    private record Event(long atMillis, long order, Runnable work) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private static final Instant BEGINNING = Instant.parse("2026-11-29T12:00:00Z");

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowMillis;
    private long order;

    /** Since the beginning. */
    long millis() {
        return nowMillis;
    }

    Instant now() {
        return BEGINNING.plusMillis(nowMillis);
    }

    void after(long millis, Runnable work) {
        events.add(new Event(nowMillis + Math.max(0, millis), order++, work));
    }

    /** Until nothing happens before {@code untilMillis}. */
    void run(long untilMillis) {
        while (!events.isEmpty() && events.element().atMillis() <= untilMillis) {
            Event event = events.remove();
            nowMillis = event.atMillis();
            event.work().run();
        }
        nowMillis = untilMillis;
    }

    /**
     * The pace of one life of a node.
     *
     * @param inNode runs a piece of work as the node does, if that life goes on
     */
    Pace pace(java.util.function.Consumer<Runnable> inNode) {
        return new Pace() {
            private boolean closed;

            @Override
            public void after(Duration delay, Runnable work) {
                SimulatedClock.this.after(
                        delay.toMillis(),
                        () -> {
                            if (!closed) {
                                inNode.accept(work);
                            }
                        });
            }

            @Override
            public void every(Duration first, Duration pause, Runnable work) {
                after(
                        first,
                        () -> {
                            // Next first: a piece that fails is tried again.
                            every(pause, pause, work);
                            work.run();
                        });
            }

            @Override
            public void close(Duration atMost, boolean interrupt) {
                closed = true;
            }
        };
    }
}
