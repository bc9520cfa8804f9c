package enquire.storage;

/** Somebody decided about this suggestion meanwhile, or it never was one. Nothing was changed. */
public final class NoSuchSuggestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoSuchSuggestionException() {
        super(
                "This edit is not offered any more: it was taken in or dismissed meanwhile, its"
                        + " author has gone on, or the page holds it now. Nothing was changed.");
    }
}
