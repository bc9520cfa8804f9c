package enquire.web.pages;

import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.PagePaths;
import enquire.web.screens.ProblemScreen;
import enquire.web.wiki.PageLookup;
import java.util.List;
import java.util.Optional;

/**
 * What stands where the editor would, for who may only read: an old tab, a bookmark or the back
 * button leads there.
 */
final class ReaderHandlers {

    private static final int FORBIDDEN = 403;

    private ReaderHandlers() {}

    /**
     * Why the page of the path cannot be edited, and the way to suggest an edit of it. Empty for
     * who writes, and where there is nothing that could be suggested: no page, or no member.
     */
    static Optional<Reply> insteadOfEditing(Screens screens, Wiki wiki, Call call) {
        if (!wiki.suggesting().maySuggest()) {
            return Optional.empty();
        }
        return PageLookup.exact(wiki.repository(), call.parameter("title"))
                .map(page -> screens.show(FORBIDDEN, screen(screens, wiki, page)));
    }

    private static ProblemScreen screen(Screens screens, Wiki wiki, PageView page) {
        Messages messages = Speaking.messages();
        PagePaths paths = Screens.paths(wiki, page);
        String heading = messages.text("failure.notAWriter");
        return new ProblemScreen(
                screens.frame(wiki, heading, ""),
                FORBIDDEN,
                heading,
                messages.text("suggest.insteadOfEditing", "title", page.displayTitle()),
                List.of(
                        Link.of(paths.suggest(), messages.text("actions.suggest")),
                        Link.of(
                                paths.read(),
                                messages.text("suggest.read", "title", page.displayTitle()))));
    }
}
