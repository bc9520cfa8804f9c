package enquire.editor.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The text of one page as its tabs edit it: a version that counts updates, and the updates that led
 * there. An update is accepted only on top of the current version, so all tabs see one order, and
 * each rebases what it has not sent yet. Immutable, so that a new line takes the old one's place
 * only after its updates are on disk.
 */
public final class EditLine {

    /** How many updates are kept for tabs that lag: minutes of fast typing. (A guess.) */
    static final int RECENT_MAX = 1_000;

    /** How much inserted text those may hold in all, in UTF-16 units: 8 MB. (A guess.) */
    static final int RECENT_UNITS_MAX = 4 << 20;

    /** Of how many tabs the last number is remembered; the longest silent is forgotten first. */
    static final int TABS_MAX = 1_000;

    /**
     * How many updates a tab may send at once: what it typed while the node was away. (A guess.)
     */
    public static final int PUSH_MAX = 1_000;

    private final long version;
    private final String text;
    private final List<Update> recent;

    /** The tab that was heard last stands last. Never changed once it is here. */
    private final Map<TabId, Long> lastNumbers;

    private EditLine(long version, String text, List<Update> recent, Map<TabId, Long> lastNumbers) {
        this.version = version;
        this.text = text;
        this.recent = recent;
        this.lastNumbers = lastNumbers;
    }

    /** A new line, at version 0. */
    public static EditLine start(String text) {
        return restore(0, text, Map.of());
    }

    /**
     * A line as it was: later updates are {@link #append appended}.
     *
     * @param lastNumbers the last update accepted from each tab
     */
    public static EditLine restore(long version, String text, Map<TabId, Long> lastNumbers) {
        return new EditLine(version, text, List.of(), new LinkedHashMap<>(lastNumbers));
    }

    /** How many updates there were since the line began. */
    public long version() {
        return version;
    }

    public String text() {
        return text;
    }

    /** The number of the last update accepted from this tab, if one is remembered. */
    public OptionalLong lastNumber(TabId tab) {
        Long last = lastNumbers.get(tab);
        return last == null ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /** The updates after a version, in order; absent if they are not kept, or not made yet. */
    public Optional<List<Update>> updatesSince(long since) {
        long missed = version - since;
        return missed < 0 || missed > recent.size()
                ? Optional.empty()
                : Optional.of(recent.subList(recent.size() - (int) missed, recent.size()));
    }

    /**
     * Judges what a tab sends.
     *
     * @param base the version it is based on
     * @param firstNumber the tab's own number of the first change; the others follow it
     * @param changes each based on the one before it
     */
    public PushResult push(TabId tab, long base, long firstNumber, List<TextChange> changes) {
        if (changes.isEmpty() || changes.size() > PUSH_MAX || firstNumber < 1) {
            return new PushResult.Refused(
                    "A push has 1 to %,d changes, numbered from 1.".formatted(PUSH_MAX));
        }
        OptionalLong last = lastNumber(tab);
        if (last.isPresent() && firstNumber + changes.size() - 1 <= last.getAsLong()) {
            return new PushResult.Repeated(version);
        }
        if (updatesSince(base).isEmpty()) {
            return new PushResult.Gone();
        }
        if (base < version) {
            return new PushResult.Stale(version);
        }
        if (last.isPresent() && firstNumber != last.getAsLong() + 1) {
            return new PushResult.Refused(
                    "Update %d of this tab was expected, not %d."
                            .formatted(last.getAsLong() + 1, firstNumber));
        }
        return accept(tab, firstNumber, changes);
    }

    private PushResult accept(TabId tab, long firstNumber, List<TextChange> changes) {
        EditLine line = this;
        var updates = new ArrayList<Update.Typed>();
        for (TextChange change : changes) {
            var update = new Update.Typed(tab, firstNumber + updates.size(), change);
            try {
                line = line.append(update);
            } catch (IllegalArgumentException e) {
                return new PushResult.Refused(String.valueOf(e.getMessage()));
            }
            updates.add(update);
        }
        return new PushResult.Accepted(line, List.copyOf(updates));
    }

    /**
     * The line with one more update: from elsewhere, or read back from the journal.
     *
     * @throws IllegalArgumentException if it does not fit the text
     */
    public EditLine append(Update update) {
        if (update.change().splitsSurrogatePair(text)) {
            throw new IllegalArgumentException("This change cuts a character into halves.");
        }
        var kept = new ArrayList<>(recent);
        kept.add(update);
        var numbers = lastNumbers;
        if (update instanceof Update.Typed(TabId tab, long number, TextChange change)) {
            numbers = new LinkedHashMap<>(lastNumbers);
            numbers.remove(tab);
            numbers.put(tab, number);
            if (numbers.size() > TABS_MAX) {
                numbers.remove(numbers.keySet().iterator().next());
            }
        }
        return new EditLine(version + 1, update.change().apply(text), bounded(kept), numbers);
    }

    private static List<Update> bounded(List<Update> updates) {
        int from = updates.size();
        for (long units = 0; from > 0 && updates.size() - from < RECENT_MAX; from--) {
            units += inserted(updates.get(from - 1));
            if (units > RECENT_UNITS_MAX) {
                break;
            }
        }
        return List.copyOf(updates.subList(from, updates.size()));
    }

    private static int inserted(Update update) {
        return update.change().replacements().stream()
                .mapToInt(replacement -> replacement.insert().length())
                .sum();
    }
}
