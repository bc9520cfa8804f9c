package enquire.editor.page;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the copies that arise when people who are apart give one page the very same first text, as
 * when both import the same vault. Of such copies the one of the smallest actor stays.
 *
 * <p>Only a whole and untouched copy is ever named, only while the copy that stays is whole, and
 * never the copy of the smallest actor: so what anybody wrote into a copy stays, and two nodes that
 * act on this at the same time delete the same characters, not each other's.
 */
final class FirstTexts {

    /**
     * @param actor who inserted it
     * @param at the version in which it is the whole text
     * @param length in code points
     */
    private record FirstText(ActorId actor, Heads at, long length) {}

    private final PageDocument page;

    FirstTexts(PageDocument page) {
        this.page = page;
    }

    /** What takes all copies but one out of the current text. */
    Optional<TextChange> doubled(KnownChanges known) {
        if (known.firstChanges().size() < 2) {
            return Optional.empty();
        }
        List<FirstText> texts = new ArrayList<>();
        known.firstChanges()
                .forEach((actor, changes) -> find(actor, changes).ifPresent(texts::add));
        texts.sort(Comparator.comparing(FirstText::actor));
        var removals = new ArrayList<TextChange.Replacement>();
        for (int i = 0; i < texts.size(); i++) {
            FirstText copy = texts.get(i);
            original(texts.subList(0, i), copy)
                    .filter(this::isWhole)
                    .flatMap(original -> untouchedRange(copy))
                    .ifPresent(removals::add);
        }
        removals.sort(Comparator.comparingInt(TextChange.Replacement::from));
        return removals.isEmpty()
                ? Optional.empty()
                : Optional.of(TextChange.of(page.text().length(), removals));
    }

    /** The first of {@code smaller} with the same text. */
    private Optional<FirstText> original(List<FirstText> smaller, FirstText copy) {
        return smaller.stream()
                .filter(text -> text.length() == copy.length())
                .filter(text -> page.textAt(text.at()).equals(page.textAt(copy.at())))
                .findFirst();
    }

    /**
     * The first text of one actor: what its first change with text inserts, and the changes after
     * it over which a large text was split.
     */
    private Optional<FirstText> find(ActorId actor, List<KnownChanges.FirstChange> changes) {
        for (int i = 0; i < changes.size(); i++) {
            Heads at = Heads.of(List.of(changes.get(i).hash()));
            long length = page.lengthAt(at);
            boolean goesOn = changes.get(i).operations() == Change.OPERATIONS_MAX;
            if (length > 0 && !goesOn) {
                return Optional.of(new FirstText(actor, at, length));
            }
        }
        return Optional.empty();
    }

    /** Whether nothing of this text was deleted since. */
    private boolean isWhole(FirstText text) {
        return since(text).replacements().stream().allMatch(part -> part.from() == part.to());
    }

    /** Where this text stands now, if nothing was deleted from it or written into it. */
    private Optional<TextChange.Replacement> untouchedRange(FirstText text) {
        TextChange since = since(text);
        int from = 0;
        for (TextChange.Replacement part : since.replacements()) {
            boolean outside = part.from() == 0 || part.from() == since.lengthBefore();
            if (part.from() != part.to() || !outside) {
                return Optional.empty();
            }
            if (part.from() == 0) {
                from += part.insert().length();
            }
        }
        return Optional.of(new TextChange.Replacement(from, from + since.lengthBefore(), ""));
    }

    private TextChange since(FirstText text) {
        return page.textChangeBetween(text.at(), page.heads());
    }
}
