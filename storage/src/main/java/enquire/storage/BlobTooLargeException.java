package enquire.storage;

/** An attachment over the limit. */
public final class BlobTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** As the browser and other programs show sizes of files. */
    private static final long MEGABYTE = 1L << 20;

    public BlobTooLargeException(long bytesMax) {
        super(
                "A file may have %,d MB (%,d bytes), and this one has more. Nothing was stored. Make it smaller, or keep it elsewhere and link to it."
                        .formatted(bytesMax / MEGABYTE, bytesMax));
    }
}
