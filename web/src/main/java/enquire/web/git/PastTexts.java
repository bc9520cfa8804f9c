package enquire.web.git;

import enquire.editor.page.Bytes;
import enquire.web.wiki.TakenOutWords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * The texts that a page had, by the second, as its past has them now. Those of one second are made
 * once, whatever is compared with them: an import writes thousands of edits of a page in one. One
 * thread at a time.
 */
final class PastTexts {

    private final IntFunction<String> texts;

    /** By the second since 1970 in which they were written. */
    private final NavigableMap<Long, List<Integer>> places = new TreeMap<>();

    /** The last place of this second, or of one before. */
    private final NavigableMap<Long, Integer> last = new TreeMap<>();

    /** The first place of this second, or of one behind it. */
    private final NavigableMap<Long, Integer> first = new TreeMap<>();

    private final Map<Long, Then> known = new HashMap<>();

    /**
     * What the page said then.
     *
     * @param texts SHA-256 of each
     * @param marks the most that one of them has, in UTF-16 units
     */
    private record Then(Set<Bytes> texts, int marks) {}

    /**
     * @param size places in the page's past, each behind what it builds on
     * @param seconds in which they were written, since 1970
     * @param texts up to them
     */
    PastTexts(int size, IntToLongFunction seconds, IntFunction<String> texts) {
        this.texts = texts;
        for (int place = 0; place < size; place++) {
            places.computeIfAbsent(seconds.applyAsLong(place), each -> new ArrayList<>())
                    .add(place);
        }
        int latest = -1;
        for (var each : places.entrySet()) {
            latest = Math.max(latest, each.getValue().getLast());
            last.put(each.getKey(), latest);
        }
        int earliest = size;
        for (var each : places.descendingMap().entrySet()) {
            earliest = Math.min(earliest, each.getValue().getFirst());
            first.put(each.getKey(), earliest);
        }
    }

    /**
     * Whether something was taken out of a text since it was written: the page never had it, and
     * then has more marks. Else somebody wrote in it while apart, and his edit stands before that
     * one now.
     *
     * @param text its SHA-256
     * @param marks that it has, in UTF-16 units
     * @param second since 1970 in which it was written, or some later one: of what was being typed,
     *     or came by no session
     */
    boolean isOfBefore(Bytes text, int marks, long second) {
        Then then = known.computeIfAbsent(second, this::then);
        return !then.texts().contains(text) && then.marks() > marks;
    }

    private Then then(long second) {
        var hashes = new HashSet<Bytes>();
        int marks = 0;
        for (int place : near(second)) {
            String text = texts.apply(place);
            hashes.add(sha256(text));
            marks = Math.max(marks, TakenOutWords.marks(text));
        }
        return new Then(hashes, marks);
    }

    /** What was written in that second; else the last before it and the first behind it. */
    private List<Integer> near(long second) {
        List<Integer> then = places.get(second);
        if (then != null) {
            return then;
        }
        var near = new ArrayList<Integer>();
        var before = last.lowerEntry(second);
        var behind = first.higherEntry(second);
        if (before != null) {
            near.add(before.getValue());
        }
        if (behind != null) {
            near.add(behind.getValue());
        }
        return near;
    }

    static Bytes sha256(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
