package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.sync.node.Presence;
import enquire.sync.node.Wiki;
import java.util.List;

/** Who has a page open in an editor, as a sentence of its byline. */
public final class EditingWords {

    /** More names than this are a number. (A guess: what fits into a line.) */
    private static final int NAMED_MAX = 3;

    private EditingWords() {}

    /** {@code Alice and Bob are editing now.}; empty if nobody is. */
    public static String of(Wiki wiki, PageId page) {
        return of(
                wiki.presence().on(page).stream()
                        .filter(Presence.Person::editing)
                        .map(Presence.Person::name)
                        .distinct()
                        .toList());
    }

    static String of(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        if (names.size() == 1) {
            return names.getFirst() + " is editing now.";
        }
        String last =
                names.size() > NAMED_MAX
                        ? (names.size() - NAMED_MAX + 1) + " others"
                        : names.getLast();
        int listed = Math.min(names.size(), NAMED_MAX) - 1;
        return String.join(", ", names.subList(0, listed)) + " and " + last + " are editing now.";
    }
}
