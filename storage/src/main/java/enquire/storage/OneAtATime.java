package enquire.storage;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Decisions about suggestions, one at a time for each: taken in twice, its words would stand in the
 * page twice. Thread-safe.
 */
final class OneAtATime {

    private final Set<String> beingDecided = ConcurrentHashMap.newKeySet();

    /**
     * @throws NoSuchSuggestionException if somebody decides about it just now
     */
    <T> T decide(String name, Supplier<T> decide) {
        if (!beingDecided.add(name)) {
            throw new NoSuchSuggestionException();
        }
        try {
            return decide.get();
        } finally {
            beingDecided.remove(name);
        }
    }
}
