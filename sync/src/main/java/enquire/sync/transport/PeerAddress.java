package enquire.sync.transport;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a node listens for peers.
 *
 * @param host name or IP address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record PeerAddress(String host, int port) {

    /** Longest host name (RFC 1035, section 2.3.4), brackets, colon and port. */
    private static final int TEXT_UNITS_MAX = 255 + 8;

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");

    /** At least two colons (RFC 4291, section 2.2); what has none would be written as a name. */
    private static final Pattern IP_V6 =
            Pattern.compile("(?=[^%:]*:[^%:]*:)[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]{1,32})?");

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern LOOPBACK =
            Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|0:0:0:0:0:0:0:1|localhost");

    /** Empty if {@code text} is not {@code host:port} or {@code [IPv6]:port}. */
    public static Optional<PeerAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (text.length() > TEXT_UNITS_MAX || colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        String digits = text.substring(colon + 1);
        if (!(bracketed ? IP_V6 : HOST_NAME).matcher(bare).matches()
                || !PORT.matcher(digits).matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535
                ? Optional.of(new PeerAddress(bare, port))
                : Optional.empty();
    }

    /**
     * The same of what a person typed: spaces around it mean nothing, and without a port the usual
     * one is meant.
     *
     * @param usualPort 1 to 65535
     */
    public static Optional<PeerAddress> typed(String text, int usualPort) {
        String stripped = text.strip();
        return parse(stripped)
                .or(() -> parse(stripped + ":" + usualPort))
                .or(() -> parse("[" + stripped + "]:" + usualPort));
    }

    /** Whether this is certainly the same computer. No name is looked up. */
    public boolean loopback() {
        return LOOPBACK.matcher(host).matches();
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
