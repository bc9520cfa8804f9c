package enquire.bench;

import java.util.Arrays;

/** Durations in nanoseconds, ordered. Immutable. */
final class Percentiles {

    private final long[] ordered;

    Percentiles(long[] nanos) {
        ordered = nanos.clone();
        Arrays.sort(ordered);
    }

    int count() {
        return ordered.length;
    }

    /**
     * @param percent 0 to 100; nearest rank
     */
    double millis(double percent) {
        if (ordered.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * ordered.length) - 1;
        return ordered[Math.max(0, rank)] / 1e6;
    }

    String p50() {
        return format(millis(50));
    }

    String p50AndP99() {
        return "p50 " + format(millis(50)) + ", p99 " + format(millis(99));
    }

    static String format(double millis) {
        return millis < 10 ? "%.2f ms".formatted(millis) : "%.0f ms".formatted(millis);
    }
}
