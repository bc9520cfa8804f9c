package enquire.sync.protocol;

/** The peer broke the protocol: its connection is closed, nothing of the frame is used. */
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }

    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
