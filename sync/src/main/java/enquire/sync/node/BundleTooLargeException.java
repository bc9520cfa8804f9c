package enquire.sync.node;

/** A bundle would be more than one may be: {@link #getMessage} says so in a sentence for people. */
public final class BundleTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BundleWeight weight;
    private final transient BundleBounds bounds;

    BundleTooLargeException(BundleWeight weight, BundleBounds bounds) {
        super(
                "This would be %,d pages, %,d files and %,d MB. One bundle holds at most %,d, %,d and %,d MB. Nothing was written."
                        .formatted(
                                weight.pages(),
                                weight.files(),
                                megabytes(weight.bytes()),
                                bounds.pages(),
                                bounds.files(),
                                megabytes(bounds.bytes())));
        this.weight = weight;
        this.bounds = bounds;
    }

    private static long megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }

    /** What it would be. */
    public BundleWeight weight() {
        return weight;
    }

    /** What it may be. */
    public BundleBounds bounds() {
        return bounds;
    }

    /** Whether it would not be too much without its files. */
    public boolean fitsWithoutFiles() {
        return bounds.allow(weight.withoutFiles());
    }
}
