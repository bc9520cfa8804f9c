package enquire.web.http;

import java.util.List;

/**
 * What every answer carries so that the browser keeps the page in its cage. The policy was tried in
 * Chromium with the editor (screens specification, section 11).
 */
public final class SecurityHeaders {

    static final String POLICY = "Content-Security-Policy";

    /** {@code same-origin} and not {@code no-referrer}: that one makes forms send Origin: null. */
    static final List<Reply.Header> ALWAYS =
            List.of(
                    new Reply.Header("X-Content-Type-Options", "nosniff"),
                    new Reply.Header("Referrer-Policy", "same-origin"),
                    new Reply.Header("Cross-Origin-Opener-Policy", "same-origin"),
                    new Reply.Header("Cross-Origin-Resource-Policy", "same-origin"),
                    new Reply.Header(
                            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"));

    static final String DEFAULT_POLICY = policy("style-src 'self'");

    /** For files that somebody uploaded: nothing in them runs, loads or frames anything. */
    public static final String SANDBOX =
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    private SecurityHeaders() {}

    /** Lets scripts of ours add style elements that carry this nonce (CodeMirror does). */
    public static Reply withNonce(Reply reply, String nonce) {
        return reply.with(POLICY, policy("style-src 'self' 'nonce-" + nonce + "'"));
    }

    public static Reply withPolicy(Reply reply, String policy) {
        return reply.with(POLICY, policy);
    }

    private static String policy(String styles) {
        return "default-src 'none'; script-src 'self'; "
                + styles
                + "; img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
                + " media-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
