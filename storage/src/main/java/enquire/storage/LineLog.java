package enquire.storage;

import enquire.editor.text.TextChange;
import enquire.storage.Lines.LineUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest steps of one page's line, in memory. Whoever holds the page's lock appends; the writer
 * says how far the disk has come; tabs read what is on disk without waiting for the page.
 * Thread-safe.
 */
final class LineLog {

    /** Older steps are read from the journal: a tab that missed more than this was away. */
    private static final int STEPS_MAX = 1_024;

    /** Inserted and deleted characters that the steps in memory may hold together. */
    private static final int CHARS_MAX = 512 * 1024;

    /** Versions whose place on the line is remembered. */
    private static final int VERSIONS_MAX = 1_024;

    private record Step(long version, LineUpdate update, TextChange inverse) {
        int chars() {
            return inserted(update.change()) + inserted(inverse);
        }

        private static int inserted(TextChange change) {
            int chars = 0;
            for (TextChange.Replacement replacement : change.replacements()) {
                chars += replacement.insert().length();
            }
            return chars;
        }
    }

    private final String line;
    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private final LinkedHashMap<Version, Long> places = new LinkedHashMap<>();
    private long latest;
    private long durable;
    private int chars;

    /** A line that stands at {@code version}, which is on disk, or begins there. */
    LineLog(String line, long version) {
        this.line = line;
        this.latest = version;
        this.durable = version;
    }

    String line() {
        return line;
    }

    synchronized long latest() {
        return latest;
    }

    /** With the page's lock held. */
    synchronized void append(LineUpdate update, TextChange inverse) {
        latest++;
        var step = new Step(latest, update, inverse);
        steps.add(step);
        chars += step.chars();
        while (steps.size() > STEPS_MAX || chars > CHARS_MAX && steps.size() > 1) {
            chars -= steps.remove().chars();
        }
    }

    /** On the writer's thread: everything up to {@code version} is on disk, and called so. */
    synchronized void committed(long version, Version name) {
        durable = Math.max(durable, version);
        note(name, version);
    }

    synchronized void note(Version name, long version) {
        places.remove(name);
        places.put(name, version);
        Iterator<Map.Entry<Version, Long>> oldest = places.entrySet().iterator();
        while (places.size() > VERSIONS_MAX) {
            oldest.next();
            oldest.remove();
        }
    }

    /** The steps after {@code version} that are on disk; empty if memory does not reach back. */
    synchronized Optional<List<LineUpdate>> since(long version) {
        if (version < first() || version > latest) {
            return Optional.empty();
        }
        var updates = new ArrayList<LineUpdate>();
        for (Step step : steps) {
            if (step.version() > version && step.version() <= durable) {
                updates.add(step.update());
            }
        }
        return Optional.of(updates);
    }

    /**
     * What happened after {@code version}, on disk or not, as one change; empty if memory does not
     * reach back.
     *
     * @param chars length of the text now
     */
    synchronized Optional<TextChange> changeSince(long version, int chars) {
        if (version < first() || version > latest) {
            return Optional.empty();
        }
        TextChange all = TextChange.unchanged(chars);
        for (Iterator<Step> newest = steps.descendingIterator(); newest.hasNext(); ) {
            Step step = newest.next();
            if (step.version() <= version) {
                break;
            }
            all = step.update().change().compose(all);
        }
        return Optional.of(all);
    }

    /** The text of {@code version}; empty if memory does not reach back. */
    synchronized Optional<String> textAt(long version, String now) {
        if (version < first() || version > latest) {
            return Optional.empty();
        }
        String text = now;
        for (Iterator<Step> newest = steps.descendingIterator(); newest.hasNext(); ) {
            Step step = newest.next();
            if (step.version() <= version) {
                break;
            }
            text = step.inverse().apply(text);
        }
        return Optional.of(text);
    }

    /** Where a version stands on this line. */
    synchronized Optional<Long> place(Version name) {
        return Optional.ofNullable(places.get(name));
    }

    /** The newest name of a version of this line. */
    synchronized Optional<Version> name(long version) {
        @Nullable Version newest = null;
        for (Map.Entry<Version, Long> place : places.entrySet()) {
            if (place.getValue() == version) {
                newest = place.getKey();
            }
        }
        return Optional.ofNullable(newest);
    }

    /** About how many bytes this takes. */
    synchronized long bytes() {
        return 2L * chars + 256L * steps.size() + 256L * places.size();
    }

    /** The oldest version that memory reaches back to. */
    private long first() {
        return latest - steps.size();
    }
}
