package enquire.web.hooks;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One program that is told.
 *
 * @param id random, in hexadecimal digits
 * @param wanted what it asked for
 * @param secret {@code whsec_} and 32 random bytes in base64
 * @param made when it was made
 * @param state whether it is told
 * @param lost events that were never taken: fallen off a full queue, or given up
 */
public record Hook(String id, Wanted wanted, String secret, Instant made, State state, long lost) {

    /** Whether anything is sent. */
    public enum State {
        ON,
        /** The target answered 410. */
        GONE
    }

    /** Whose edits. */
    public enum From {
        ANYWHERE,
        /** Made on this computer. */
        HERE,
        /** Come from others. */
        PEERS;

        /** As people and programs write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<From> of(String text) {
            for (From each : values()) {
                if (each.text().equals(text)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @param url where it is told; see {@link HookUrl}
     * @param kinds at least one
     * @param by the name of somebody, or empty for anybody
     * @param nearby whether the address may be on this computer or in a private network
     */
    public record Wanted(String url, Set<EventKind> kinds, From from, String by, boolean nearby) {
        public Wanted {
            kinds = Set.copyOf(kinds);
        }
    }

    public boolean isOn() {
        return state == State.ON;
    }

    Hook in(State other) {
        return new Hook(id, wanted, secret, made, other, lost);
    }

    Hook losing(long more) {
        return new Hook(id, wanted, secret, made, state, lost + more);
    }
}
