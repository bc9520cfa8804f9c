package enquire.storage;

/** An attachment over the limit. */
public final class BlobTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BlobTooLargeException(long bytesMax) {
        super("The file is larger than %,d bytes. Nothing was stored.".formatted(bytesMax));
    }
}
