package enquire.web.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Writes a warning or an error a few times a minute, and then how often it was left out: on a full
 * disk each write says the same. Messages are the same if logger, level and format are. (Logback's
 * {@code DuplicateMessageFilter} forgets nothing, so that a sentence is never written again, and
 * says nothing of what it leaves out.) Thread-safe.
 */
final class RepeatedMessages extends TurboFilter {

    /** In one {@link #WINDOW}. Enough to see that it goes on. (A guess.) */
    static final int TIMES_MAX = 3;

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** What is counted at once; the program has fewer formats. The eldest makes room. (A guess.) */
    private static final int MESSAGES_MAX = 256;

    private record Message(String logger, Level level, String format) {}

    /** What happened since {@code startNanos}. */
    private static final class Count {
        private long startNanos;
        private int times;
        private int leftOut;
        private Object[] lastParameters = {};

        Count(long startNanos) {
            this.startNanos = startNanos;
        }
    }

    private final Duration window;

    private final Map<Message, Count> counts =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Message, Count> eldest) {
                    return size() > MESSAGES_MAX;
                }
            };

    RepeatedMessages(Duration window) {
        this.window = window;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        boolean counted =
                format != null
                        && level.isGreaterOrEqual(Level.WARN)
                        && level.isGreaterOrEqual(logger.getEffectiveLevel());
        if (!counted) {
            return FilterReply.NEUTRAL;
        }
        return isOneMore(logger, level, format, parameters)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private synchronized boolean isOneMore(
            Logger logger, Level level, String format, Object @Nullable [] parameters) {
        long now = System.nanoTime();
        Count count =
                counts.computeIfAbsent(
                        new Message(logger.getName(), level, format), _new -> new Count(now));
        if (count.leftOut == 0 && now - count.startNanos >= window.toNanos()) {
            count.startNanos = now;
            count.times = 0;
        }
        if (count.times < TIMES_MAX) {
            count.times++;
            return false;
        }
        count.leftOut++;
        count.lastParameters = parameters == null ? new Object[0] : parameters.clone();
        if (count.leftOut == 1) {
            logger.getLoggerContext()
                    .getScheduledExecutorService()
                    .schedule(
                            () -> say(logger, level, format, count),
                            count.startNanos + window.toNanos() - now,
                            TimeUnit.NANOSECONDS);
        }
        return true;
    }

    /** With what the last one said. */
    private void say(Logger logger, Level level, String format, Count count) {
        var said = new ArrayList<Object>();
        synchronized (this) {
            said.add(count.leftOut);
            said.addAll(Arrays.asList(count.lastParameters));
            count.startNanos = System.nanoTime();
            count.times = 0;
            count.leftOut = 0;
            count.lastParameters = new Object[0];
        }
        logger.callAppenders(
                new LoggingEvent(
                        Logger.FQCN,
                        logger,
                        level,
                        "{} times more within a minute: " + format,
                        null,
                        said.toArray()));
    }
}
