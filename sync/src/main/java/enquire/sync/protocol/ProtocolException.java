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

    /**
     * For people.
     *
     * @param beginning who broke the rule; this exception says how
     */
    public String sentence(String beginning) {
        String all = beginning + " " + getMessage();
        // What quotes the reason of another part of the program ends as that does.
        return all.endsWith(".") ? all : all + ".";
    }
}
