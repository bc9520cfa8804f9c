package enquire.web.http;

/** The port for browsers is taken by another program, or the system does not give it. */
public final class HttpPortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HttpPortInUseException(String address, int port) {
        super(
                "Port %d of %s is used by another program. Stop it, or choose another with --port."
                        .formatted(port, address));
    }
}
