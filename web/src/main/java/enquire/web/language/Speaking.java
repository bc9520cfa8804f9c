package enquire.web.language;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * In which language the answer is to be that this thread makes. Whoever makes sentences far from
 * the request asks here; outside of an answer (the command line, logs, the exchange with peers) it
 * is English. Thread-safe.
 */
public final class Speaking {

    /** Set while one answer is made, and taken away again: the threads outlive answers. */
    private static final ThreadLocal<Language> SPOKEN = new ThreadLocal<>();

    private Speaking() {}

    /** Makes something in that language. Work that it gives to other threads is English. */
    public static <T> T in(Language language, Callable<T> answer) throws Exception {
        Language before = SPOKEN.get();
        SPOKEN.set(language);
        try {
            return answer.call();
        } finally {
            restore(before);
        }
    }

    /** The same for something that answers nothing and fails only as programs do. */
    public static void in(Language language, Runnable work) {
        Language before = SPOKEN.get();
        SPOKEN.set(language);
        try {
            work.run();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable Language before) {
        if (before == null) {
            SPOKEN.remove();
        } else {
            SPOKEN.set(before);
        }
    }

    public static Language language() {
        Language spoken = SPOKEN.get();
        return spoken == null ? Language.ENGLISH : spoken;
    }

    /** The sentences of that language. */
    public static Messages messages() {
        return Messages.of(language());
    }
}
