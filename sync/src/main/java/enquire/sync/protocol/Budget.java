package enquire.sync.protocol;

/**
 * What a peer may cost by and by, and at once: a bucket that fills steadily and holds so much. It
 * is overdrawn by whatever came, and then has to fill again before more is taken. It reads no
 * clock. One thread at a time.
 */
public final class Budget {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double holds;
    private final double perSecond;
    private double left;
    private long atNanos;
    private boolean begun;

    /**
     * @param holds what may be spent at once
     * @param perSecond what may be spent in the long run
     */
    public Budget(long holds, long perSecond) {
        if (holds <= 0 || perSecond <= 0) {
            throw new IllegalArgumentException("a budget of nothing");
        }
        this.holds = holds;
        this.perSecond = perSecond;
        this.left = holds;
    }

    /**
     * Spends, also what is not there.
     *
     * @param nowNanos on a clock that only goes forward
     * @return in how many nanoseconds the next may be taken; 0 for at once
     */
    public long spend(long nowNanos, long cost) {
        if (begun) {
            double filled = Math.max(0, nowNanos - atNanos) / NANOS_PER_SECOND * perSecond;
            left = Math.min(holds, left + filled);
        }
        begun = true;
        atNanos = nowNanos;
        left -= cost;
        return left >= 0 ? 0 : (long) Math.ceil(-left / perSecond * NANOS_PER_SECOND);
    }
}
