package enquire.sync.protocol;

/**
 * What one peer may cost this node, over all its connections: bytes, messages, signatures that have
 * to be checked, and searches. Who goes beyond is read later, and slows only itself. It reads no
 * clock. Thread-safe.
 */
public final class PeerBudget {

    private final Budget bytes = new Budget(Limits.BUDGET_BYTES, Limits.BUDGET_BYTES_PER_SECOND);

    private final Budget messages =
            new Budget(Limits.BUDGET_MESSAGES, Limits.BUDGET_MESSAGES_PER_SECOND);
    private final Budget signatures =
            new Budget(Limits.BUDGET_SIGNATURES, Limits.BUDGET_SIGNATURES_PER_SECOND);

    private final Budget queries =
            new Budget(Limits.BUDGET_QUERIES, Limits.BUDGET_QUERIES_PER_SECOND);

    /**
     * Counts one message that was received.
     *
     * @param nowNanos on a clock that only goes forward
     * @param frameBytes as it came
     * @return in how many nanoseconds the next may be read; 0 for at once
     */
    public synchronized long spend(long nowNanos, long frameBytes, Message message) {
        long wait = bytes.spend(nowNanos, frameBytes);
        wait = Math.max(wait, messages.spend(nowNanos, 1));
        wait = Math.max(wait, queries.spend(nowNanos, message instanceof Message.Query ? 1 : 0));
        return Math.max(wait, signatures.spend(nowNanos, signatures(message)));
    }

    /** How many may have to be checked at most: several statements can share one. */
    private static long signatures(Message message) {
        return switch (message) {
            case Message.Changes changes ->
                    changes.pages().stream().mapToLong(page -> page.statements().size()).sum();
            case Message.Roster roster -> roster.records().size();
            case Message.Peers peers -> peers.records().size() + peers.offers().size();
            // Names are looked up, which costs about as much.
            case Message.Suggest suggest ->
                    suggest.given().size() + suggest.held().size() + suggest.wanted().size();
            case Message.Keep keep -> keep.given().size();
            default -> 0;
        };
    }
}
