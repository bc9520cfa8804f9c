package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.identity.Offers;

/**
 * What this node offers others, as its person says and as the program can. Members hear of it
 * within half a minute. Thread-safe.
 */
public final class OwnOffers {

    private final PeerId self;
    private final NodeDatabase database;

    OwnOffers(PeerId self, NodeDatabase database) {
        this.self = self;
        this.database = database;
    }

    /** Every node of this version passes on what others wrote, and answers searches. */
    public Offers current() {
        return new Offers(self, database.offeredBytes(), database.alwaysOn(), true, true);
    }

    /**
     * Says that this computer is meant to run all the time, or that it is not. Durable before it
     * returns.
     */
    public void alwaysOn(boolean yes) {
        database.alwaysOn(yes);
    }

    /**
     * Durable before it returns.
     *
     * @param bytes room for what others wrote, and their files; 0 promises none
     * @throws IllegalArgumentException if that is no such number
     */
    public void storage(long bytes) {
        if (bytes < 0 || bytes > Offers.STORAGE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "What is offered is from 0 to %,d bytes.".formatted(Offers.STORAGE_BYTES_MAX));
        }
        database.offeredBytes(bytes);
    }
}
