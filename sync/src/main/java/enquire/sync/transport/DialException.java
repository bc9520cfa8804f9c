package enquire.sync.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;

/** Nobody was reached at an address, and why, as far as the system tells. */
public final class DialException extends IOException {

    private static final long serialVersionUID = 1L;

    /** A chain of causes longer than any of Jetty's (a guess); one may go in a circle. */
    private static final int CAUSES_MAX = 8;

    /** Each needs something else of whoever wants to be connected. */
    public enum Why {
        REFUSED,
        SILENT,
        NO_ROUTE,
        NO_SUCH_NAME,
        NOT_ENQUIRE,
        BROKE_OFF,
        OTHER
    }

    private final Why why;

    DialException(String message, Throwable cause) {
        super(message, cause);
        this.why = why(cause);
    }

    public Why why() {
        return why;
    }

    private static Why why(Throwable thrown) {
        Throwable each = thrown;
        Why last = Why.OTHER;
        for (int i = 0; each != null && i < CAUSES_MAX; i++) {
            Optional<Why> known = known(each);
            // A handshake fails also when the connection ends in the middle of it.
            if (known.filter(why -> why != Why.NOT_ENQUIRE).isPresent()) {
                return known.get();
            }
            last = known.orElse(last);
            each = each.getCause();
        }
        return last;
    }

    private static Optional<Why> known(Throwable cause) {
        return switch (cause) {
            case UnknownHostException e -> Optional.of(Why.NO_SUCH_NAME);
            case UnresolvedAddressException e -> Optional.of(Why.NO_SUCH_NAME);
            case NoRouteToHostException e -> Optional.of(Why.NO_ROUTE);
            case ConnectException e when says(e, "refused") -> Optional.of(Why.REFUSED);
            case ConnectException e when says(e, "timed out") -> Optional.of(Why.SILENT);
            case SocketTimeoutException e -> Optional.of(Why.SILENT);
            case TimeoutException e -> Optional.of(Why.SILENT);
            case SocketException e when says(e, "unreachable") -> Optional.of(Why.NO_ROUTE);
            // Jetty's words.
            case SSLException e when says(e, "closed by peer") -> Optional.of(Why.BROKE_OFF);
            case SSLException e -> Optional.of(Why.NOT_ENQUIRE);
            case EOFException e -> Optional.of(Why.BROKE_OFF);
            case ClosedChannelException e -> Optional.of(Why.BROKE_OFF);
            case IOException e when says(e, "reset") -> Optional.of(Why.BROKE_OFF);
            case IOException e when says(e, "broken pipe") -> Optional.of(Why.BROKE_OFF);
            case IllegalStateException e -> Optional.of(Why.BROKE_OFF);
            // Jetty says with it that no WebSocket came; its cause tells more, if it has one.
            case UpgradeException e when e.getCause() == null -> Optional.of(Why.NOT_ENQUIRE);
            default -> Optional.empty();
        };
    }

    /** The system's words; the JDK does not translate them. */
    private static boolean says(Exception e, String words) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }
}
