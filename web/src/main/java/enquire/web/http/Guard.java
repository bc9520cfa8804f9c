package enquire.web.http;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other sites, other names for this computer, and other programs' pages in the browser away
 * from the node (design, section 9). Pure and thread-safe.
 *
 * <p>Any web page can make a browser send requests to 127.0.0.1. {@code Host} stops names that were
 * made to point here (DNS rebinding); {@code Origin} stops forms and scripts of other sites; {@code
 * Sec-Fetch-Site} stops pictures, frames and scripts that others include.
 */
public final class Guard {

    private static final String BEARER = "Bearer ";

    private final ApiToken token;
    private final Set<String> hosts;

    /**
     * @param port that the node answers on
     */
    public Guard(ApiToken token, int port) {
        this.token = token;
        this.hosts = new LinkedHashSet<>();
        for (String name : new String[] {"127.0.0.1", "localhost", "[::1]"}) {
            hosts.add(name + ":" + port);
            if (port == 80) {
                hosts.add(name);
            }
        }
    }

    /** Why the call is turned away, if it is. */
    public Optional<Problem> refusal(Call call) {
        Optional<String> host = call.header("Host");
        if (host.isEmpty() || !hosts.contains(host.get())) {
            return refuse(
                    421,
                    "This node has another name.",
                    "Open it as http://%s/.".formatted(hosts.iterator().next()));
        }
        Optional<String> authorization = call.header("Authorization");
        if (authorization.isPresent()) {
            return bears(authorization.get())
                    ? Optional.empty()
                    : refuse(
                            401,
                            "That token does not fit.",
                            "The right one stands in the file api-token of the data folder.");
        }
        Optional<String> origin = call.header("Origin");
        boolean ours = origin.isPresent() && origin.get().equals("http://" + host.get());
        if (origin.isPresent() && !ours) {
            return refuse(403, "Another site asked for this.", "Nothing was changed.");
        }
        if (fromElsewhere(call)) {
            return refuse(
                    403,
                    "Another site asked for this.",
                    "Open the page in a tab of its own instead.");
        }
        if (needsOrigin(call) && !ours) {
            return refuse(
                    403,
                    "It is not clear who asks for this.",
                    "Send the token from the file api-token as Authorization: Bearer. Nothing was"
                            + " changed.");
        }
        return Optional.empty();
    }

    private boolean bears(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.matches(authorization.substring(BEARER.length()).strip());
    }

    private static boolean needsOrigin(Call call) {
        boolean safe = call.method().equals("GET") || call.method().equals("HEAD");
        return !safe || isSocket(call);
    }

    /** Other things to upgrade to are not offered here, so asking for them changes nothing. */
    static boolean isSocket(Call call) {
        return call.header("Upgrade")
                .filter(given -> given.toLowerCase(Locale.ROOT).contains("websocket"))
                .isPresent();
    }

    /** A person who follows a link from another site may come in; anything embedded may not. */
    private static boolean fromElsewhere(Call call) {
        Optional<String> site = call.header("Sec-Fetch-Site");
        if (site.isEmpty() || site.get().equals("same-origin") || site.get().equals("none")) {
            return false;
        }
        boolean topLevel =
                !needsOrigin(call)
                        && call.method().equals("GET")
                        && call.header("Sec-Fetch-Mode").orElse("").equals("navigate")
                        && call.header("Sec-Fetch-Dest").orElse("").equals("document");
        return !topLevel;
    }

    private static Optional<Problem> refuse(int status, String title, String detail) {
        return Optional.of(new Problem(status, title, detail));
    }
}
