package enquire.editor.page;

import enquire.editor.text.CodePoints;
import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.automerge.Cursor;
import org.automerge.Document;
import org.automerge.ObjectId;

/**
 * Finds the copies that arise when people who are apart give one page the very same first text, as
 * when both import the same vault. Of such copies the one of the smallest actor stays.
 *
 * <p>Only a copy that reads as it was inserted is ever named, only while everything it says also
 * stands in the copy that stays, and never the copy of the smallest actor. So what anybody wrote
 * into a copy stays, and two nodes that act at the same time delete the same characters, not each
 * other's. One thread at a time.
 */
final class FirstTexts {

    /**
     * @param actor who inserted it
     * @param at the version in which it is the whole text
     */
    private record FirstText(ActorId actor, Heads at, String text) {}

    /** From the first to the last character, in UTF-16 units. */
    private record Range(int from, int to) {

        boolean overlaps(Range other) {
            return from < other.to && other.from < to;
        }
    }

    private final Document document;
    private final ObjectId text;
    private final NativeNames names;

    /** With how many first changes nothing was found; copies only become fewer without more. */
    private int fruitless;

    FirstTexts(Document document, ObjectId text, NativeNames names) {
        this.document = document;
        this.text = text;
        this.names = names;
    }

    /** What takes all copies but one out of the current text. */
    Optional<TextChange> doubled(KnownChanges known, String current) {
        int begun = known.firstChanges().values().stream().mapToInt(List::size).sum();
        if (known.firstChanges().size() < 2 || begun == fruitless) {
            return Optional.empty();
        }
        var removals = removals(known, current);
        if (removals.isEmpty()) {
            fruitless = begun;
            return Optional.empty();
        }
        removals.sort(Comparator.comparingInt(TextChange.Replacement::from));
        return Optional.of(TextChange.of(current.length(), removals));
    }

    private List<TextChange.Replacement> removals(KnownChanges known, String current) {
        var texts = new ArrayList<FirstText>();
        known.firstChanges()
                .forEach((actor, changes) -> find(actor, changes).ifPresent(texts::add));
        texts.sort(Comparator.comparing(FirstText::actor));
        var removals = new ArrayList<TextChange.Replacement>();
        for (int i = 1; i < texts.size(); i++) {
            FirstText copy = texts.get(i);
            Optional<FirstText> original =
                    texts.subList(0, i).stream()
                            .filter(smaller -> smaller.text().equals(copy.text()))
                            .findFirst();
            if (original.isPresent()) {
                removable(original.get(), copy, current)
                        .map(range -> new TextChange.Replacement(range.from(), range.to(), ""))
                        .ifPresent(removals::add);
            }
        }
        return removals;
    }

    /**
     * The first text of one actor: what its first change with text inserts, and the changes after
     * it over which a large text was split. A full change says that more follows, which may not be
     * here yet; so a text that fills its last change, one in 20,000, is never found.
     */
    private Optional<FirstText> find(ActorId actor, List<KnownChanges.FirstChange> changes) {
        for (KnownChanges.FirstChange change : changes) {
            boolean goesOn = change.operations() == ChangeLimits.OPERATIONS_MAX;
            if (change.changesText() && !goesOn) {
                Heads at = Heads.of(List.of(change.hash()));
                String inserted = document.text(text, names.of(at)).orElse("");
                return inserted.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new FirstText(actor, at, inserted));
            }
        }
        return Optional.empty();
    }

    /** Where {@code copy} stands, if nothing is lost with it. */
    private Optional<Range> removable(FirstText original, FirstText copy, String current) {
        var positions = new CodePoints(current);
        Optional<Range> stays = range(original, positions);
        Optional<Range> goes = range(copy, positions);
        boolean safe =
                stays.isPresent()
                        && goes.isPresent()
                        && !stays.get().overlaps(goes.get())
                        && reads(goes.get(), copy.text(), current)
                        && holds(stays.get(), original.text(), current);
        return safe ? goes : Optional.empty();
    }

    /** From its first to its last character, if both are still there. */
    private Optional<Range> range(FirstText first, CodePoints positions) {
        int length = first.text().codePointCount(0, first.text().length());
        Optional<Integer> start = position(first.at(), 0);
        Optional<Integer> end = position(first.at(), length - 1);
        return start.isPresent() && end.isPresent()
                ? Optional.of(
                        new Range(positions.toUnits(start.get()), positions.toUnits(end.get() + 1)))
                : Optional.empty();
    }

    /**
     * Where the character at {@code index} of a version stands now, in code points. A cursor of a
     * deleted character leads to its neighbour, which has another cursor.
     */
    private Optional<Integer> position(Heads version, int index) {
        Cursor cursor = document.makeCursor(text, index, names.of(version));
        long position = document.lookupCursorIndex(text, cursor);
        boolean there =
                position < document.length(text)
                        && document.makeCursor(text, position).toString().equals(cursor.toString());
        return there ? Optional.of(Math.toIntExact(position)) : Optional.empty();
    }

    private static boolean reads(Range range, String expected, String current) {
        return range.to() - range.from() == expected.length()
                && current.startsWith(expected, range.from());
    }

    /** Whether all of {@code expected} stands in the range, in order; more may stand between. */
    private static boolean holds(Range range, String expected, String current) {
        int found = 0;
        for (int at = range.from(); at < range.to() && found < expected.length(); at++) {
            if (current.charAt(at) == expected.charAt(found)) {
                found++;
            }
        }
        return found == expected.length();
    }
}
