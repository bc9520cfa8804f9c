package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.sync.node.Presence;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import java.util.List;

/** Who has a page open in an editor, as a sentence of its byline. */
public final class EditingWords {

    /** More names than this are a number. (A guess: what fits into a line.) */
    private static final int NAMED_MAX = 3;

    private EditingWords() {}

    /**
     * {@code Alice and Bob are editing now.}; empty if nobody is. Whoever reads it knows what is
     * open in another tab, or on another computer of the same person: that is not said.
     */
    public static String of(Wiki wiki, PageId page, Messages messages) {
        PeerId me = wiki.person(wiki.self());
        return of(
                wiki.presence().on(page).stream()
                        .filter(Presence.Person::editing)
                        .filter(person -> !wiki.person(person.peer()).equals(me))
                        .map(Presence.Person::name)
                        .distinct()
                        .toList(),
                messages);
    }

    static String of(List<String> names, Messages messages) {
        if (names.isEmpty()) {
            return "";
        }

        return messages.text(
                "editing.now",
                "people",
                names.size(),
                "names",
                Names.listed(names, NAMED_MAX, messages));
    }
}
