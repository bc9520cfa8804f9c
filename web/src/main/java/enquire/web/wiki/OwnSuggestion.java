package enquire.web.wiki;

import enquire.editor.page.ChangeHash;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
import enquire.sync.node.Suggesting;
import enquire.sync.node.Wiki;
import enquire.web.language.Speaking;
import enquire.web.screens.DiffScreen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An edit that this node suggests, and what became of it, as people and programs see it.
 *
 * @param taken whether it is part of the page
 * @param takenBy name of who took it in, if that is known
 * @param state the same as a sentence
 * @param lines what it would make of the page; none once it is taken in
 */
public record OwnSuggestion(
        ChangeHash id,
        Instant at,
        boolean taken,
        Optional<String> takenBy,
        String state,
        List<DiffScreen.Line> lines) {

    /** What was made last first. */
    public static List<OwnSuggestion> of(Wiki wiki, PageView page) {
        return wiki.suggesting().own(page.page()).stream().map(own -> of(wiki, page, own)).toList();
    }

    private static OwnSuggestion of(Wiki wiki, PageView page, Suggesting.Own own) {
        Optional<String> takenBy = own.takenBy().map(wiki::nameOf);
        Optional<TextChange> change =
                own.taken() ? Optional.empty() : wiki.suggesting().onto(own.edit(), page);
        return new OwnSuggestion(
                own.edit().id(),
                own.edit().at(),
                own.taken(),
                takenBy,
                state(own.taken(), takenBy, change),
                change.map(each -> LineDiff.between(page.text(), each.apply(page.text())))
                        .orElse(List.of()));
    }

    private static String state(
            boolean taken, Optional<String> takenBy, Optional<TextChange> change) {
        var messages = Speaking.messages();
        if (taken) {
            return takenBy.map(name -> messages.text("suggested.takenBy", "name", name))
                    .orElseGet(() -> messages.text("suggested.taken"));
        }
        if (change.isEmpty()) {
            return messages.text("suggested.baseLeft");
        }
        return messages.text(change.get().isEmpty() ? "suggested.isThere" : "suggested.waits");
    }
}
