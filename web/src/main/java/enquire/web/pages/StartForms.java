package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.wiki.NewWiki;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Forms that start a wiki. Each makes one wiki of a name, however often it is sent: a second wiki
 * would have a recovery key of its own, and people would keep the wrong paper. In memory only, so a
 * form does not outlive the process. Thread-safe.
 */
final class StartForms {

    /**
     * Whoever pressed the button twice sees only the second answer, so for this long it has the key
     * too. (A guess.)
     */
    private static final Duration SHOWN = Duration.ofMinutes(2);

    /** Kept, the newest. (A guess: more wikis than anybody starts before a restart.) */
    private static final int SENT_MAX = 256;

    private static final int TOKEN_BYTES = 16;

    private record Key(String token, String name) {}

    /**
     * What a form led to.
     *
     * @param made with its recovery key, as long as it may be shown
     */
    record Sent(Wiki wiki, Optional<NewWiki.Made> made) {}

    private final SecureRandom random = new SecureRandom();
    private final String run = drawn();
    private final Executor later;

    private final Map<Key, Sent> sent =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Sent> eldest) {
                    return size() > SENT_MAX;
                }
            };

    StartForms() {
        this(CompletableFuture.delayedExecutor(SHOWN.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * @param later runs what it is given when a key has been shown long enough
     */
    StartForms(Executor later) {
        this.later = later;
    }

    /** For a new form. */
    String token() {
        return run + drawn();
    }

    /** Whether it is of a form that was made since this process began. */
    boolean knows(String token) {
        return token.startsWith(run);
    }

    /**
     * Makes a wiki, unless this form did: who presses twice at once waits for the first.
     *
     * @param name of the wiki; another one in the same form is another wiki
     */
    synchronized Sent send(String token, String name, Supplier<NewWiki.Made> making) {
        var key = new Key(token, name);
        Sent before = sent.get(key);
        if (before != null) {
            return before;
        }
        NewWiki.Made made = making.get();
        var now = new Sent(made.wiki(), Optional.of(made));
        sent.put(key, now);
        later.execute(() -> forget(key));
        return now;
    }

    private synchronized void forget(Key key) {
        sent.computeIfPresent(key, (_key, was) -> new Sent(was.wiki(), Optional.empty()));
    }

    private String drawn() {
        byte[] drawn = new byte[TOKEN_BYTES];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
