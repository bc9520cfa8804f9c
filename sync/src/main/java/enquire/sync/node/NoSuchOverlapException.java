package enquire.sync.node;

/** A place that was to be ticked off is no place of this page, or was ticked off already. */
public final class NoSuchOverlapException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchOverlapException() {
        super(
                "This place is not marked any more: somebody ticked it off, or nothing is left of it."
                        + " Nothing was changed.");
    }
}
