package enquire.sync.node;

/**
 * The most that one bundle holds. Writing keeps to it as reading does: that a bundle is too much is
 * said to who writes it, and not first to who carried it somewhere.
 *
 * @param pages at least 1
 * @param files at least 1
 * @param bytes of the whole file; at least 1
 */
public record BundleBounds(int pages, int files, long bytes) {

    /**
     * Twice the largest wiki that is aimed at, in pages and in files, which take 30 MB of memory
     * while it is read; and the bytes that files take at most unless somebody chose more, and half
     * as much again (guesses).
     */
    public static final BundleBounds USUAL = new BundleBounds(200_000, 200_000, 30_000_000_000L);

    /** Whether one that will be so much may be written. */
    boolean allow(BundleWeight weight) {
        return weight.pages() <= pages && weight.files() <= files && weight.bytes() <= bytes;
    }
}
