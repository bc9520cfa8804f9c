package enquire.sync.protocol;

/**
 * The peer lists its whole index once more, because something must be missing. Until that came, all
 * that it lists is asked for. Pure. One thread at a time.
 */
final class Repair {

    /** Up to where the index is to come again; 0 if it is not. */
    private long upTo;

    private long relistedUpTo;

    /**
     * @param coveredUpTo how much of the index was heard before
     */
    void begin(long coveredUpTo) {
        upTo = Math.max(1, coveredUpTo);
        relistedUpTo = 0;
    }

    boolean isUnderWay() {
        return upTo > 0;
    }

    /**
     * A part came. One that repeats what was heard, and does not go on where the last one ended, is
     * none of those that were asked for.
     *
     * @param news whether it goes beyond what was heard before
     */
    void listed(Message.Index part, boolean news) {
        if (part.after() == 0) {
            relistedUpTo = part.upTo();
        } else if (news || part.after() <= relistedUpTo) {
            relistedUpTo = Math.max(relistedUpTo, part.upTo());
        }
    }

    /** Everything that came is settled. */
    void settled() {
        if (relistedUpTo >= upTo) {
            upTo = 0;
        }
    }
}
