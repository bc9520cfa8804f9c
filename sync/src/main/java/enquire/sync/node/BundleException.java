package enquire.sync.node;

import enquire.sync.protocol.ProtocolException;

/** A bundle cannot be read; the message is a sentence for people, and says what was taken. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong, for those who say it in another language. */
    public enum Kind {
        /** Another file. Nothing was taken. */
        NO_BUNDLE,
        /** Cut off, or not as it was written. Nothing was taken. */
        DAMAGED,
        /** Nobody's program writes such a one. Nothing was taken. */
        FORGED,
        /** Nothing was taken. */
        OTHER_WIKI,
        /** This computer is no member any more. Nothing was taken. */
        NO_MEMBER,
        /** It was all right when it was checked. What came before that place is taken. */
        BROKEN_OFF,
        /** The node stops, and goes on when it is started again. */
        STOPPING
    }

    private final Kind kind;

    /** What a peer would have sent, a bundle holds. */
    static String sentence(ProtocolException broken) {
        return broken.sentence("The bundle").replaceFirst("^The bundle sent ", "The bundle holds ");
    }

    BundleException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    BundleException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
