package enquire.web.mirror;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the operating system said of a folder since it was looked at. Thread-safe. */
final class Noticed {

    /** Beyond, looking at the whole folder costs no more. (A guess.) */
    private static final int PATHS_MAX = 1_000;

    private Set<String> paths = new HashSet<>();
    private boolean everything = true;

    /** Something happened at this path, from the top; or to it. */
    synchronized void add(String path) {
        if (paths.size() < PATHS_MAX) {
            paths.add(path);
        } else {
            everything = true;
        }
    }

    /** Anything may have happened. */
    synchronized void everything() {
        everything = true;
    }

    synchronized boolean isEverything() {
        return everything;
    }

    synchronized boolean isEmpty() {
        return !everything && paths.isEmpty();
    }

    /**
     * Nothing is noted any more when this returns.
     *
     * @return empty if anything may have happened
     */
    synchronized Optional<Set<String>> take() {
        Optional<Set<String>> taken = everything ? Optional.empty() : Optional.of(paths);
        paths = new HashSet<>();
        everything = false;
        return taken;
    }
}
