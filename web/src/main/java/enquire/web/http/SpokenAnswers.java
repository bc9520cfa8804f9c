package enquire.web.http;

import enquire.web.language.Language;
import enquire.web.language.Speaking;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers in the language of whoever asks: the one that was chosen in the settings, else what the
 * browser asks for, else English. Thread-safe.
 */
public final class SpokenAnswers implements Handler {

    /** Cookies know no ports, so all nodes of this computer share the choice. */
    private static final String COOKIE = "enquire-language";

    /** Browsers cut off at this time (RFC 6265bis, section 5.5: 400 days). */
    private static final Duration KEPT = Duration.ofDays(400);

    private final Handler inside;

    public SpokenAnswers(Handler inside) {
        this.inside = inside;
    }

    @Override
    public Reply handle(Call call) throws Exception {
        Reply reply = Speaking.in(language(call), () -> inside.handle(call));
        // What is kept for ever, files and scripts, has no language.
        return reply.header("Cache-Control").isPresent()
                ? reply
                : reply.with("Vary", "Accept-Language, Cookie");
    }

    /** In which language whoever asks is answered. */
    public static Language language(Call call) {
        return chosen(call).orElseGet(() -> accepted(call));
    }

    /** What the browser asks for. */
    public static Language accepted(Call call) {
        return Language.best(call.header("Accept-Language").orElse(""));
    }

    /** What was chosen in the settings of this browser, if anything. */
    public static Optional<Language> chosen(Call call) {
        for (String cookie : call.header("Cookie").orElse("").split("[;,]")) {
            int equals = cookie.indexOf('=');
            if (equals > 0 && cookie.substring(0, equals).strip().equals(COOKIE)) {
                return Language.of(cookie.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** The same answer, and the browser keeps that choice; without one, it forgets what it had. */
    public static Reply choosing(Reply reply, Optional<Language> language) {
        return reply.with(
                "Set-Cookie",
                "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Lax"
                        .formatted(
                                COOKIE,
                                language.map(Language::tag).orElse(""),
                                language.isPresent() ? KEPT.toSeconds() : 0));
    }
}
