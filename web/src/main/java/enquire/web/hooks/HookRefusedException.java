package enquire.web.hooks;

/** A hook cannot be made. Nothing was changed. */
public final class HookRefusedException extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** No address of a web server: the detail. */
        NO_URL,
        /** It holds a user's name or a fragment. */
        NAME_OR_FRAGMENT,
        /** {@code http:}, and not said to be near. */
        NOT_ENCRYPTED,
        /** Nothing is to be told. */
        NO_KIND,
        /** The wiki has so many already: the detail. */
        TOO_MANY
    }

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String detail;

    HookRefusedException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
