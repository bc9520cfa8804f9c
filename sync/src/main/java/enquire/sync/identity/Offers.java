package enquire.sync.identity;

import enquire.editor.page.PeerId;

/**
 * What a node offers the other members of its wikis, as it says itself. Nobody is held to it: what
 * it does is seen by what it does.
 *
 * @param storageBytes room for what others wrote, and their files; 0 if it promises none
 * @param alwaysOn whether it is meant to run all the time
 * @param relay whether it passes on what others wrote
 * @param search whether it answers searches of others
 */
public record Offers(
        PeerId peer, long storageBytes, boolean alwaysOn, boolean relay, boolean search) {

    /** A million terabytes: more than any computer has, and far from what a sum overflows at. */
    public static final long STORAGE_BYTES_MAX = 1L << 60;

    public Offers {
        if (storageBytes < 0 || storageBytes > STORAGE_BYTES_MAX) {
            throw new IllegalArgumentException("storage of " + storageBytes + " bytes");
        }
    }
}
