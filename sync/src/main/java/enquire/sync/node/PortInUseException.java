package enquire.sync.node;

/** The port for peers is taken by another program. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PortInUseException(String message) {
        super(message);
    }
}
