package enquire.web.pages;

import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.NoEditingScreen;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands where the editor would, for who may not write: an old tab, a bookmark or the back
 * button leads there.
 */
final class ReaderHandlers {

    /** In the editor's query: only what a browser keeps is to be shown, if it keeps something. */
    static final String DRAFT = "draft";

    private static final int FORBIDDEN = 403;

    private ReaderHandlers() {}

    /**
     * Why nothing can be edited at the path, and where to go instead. Empty for who writes, and for
     * who asks for what he wrote before and is kept in his browser ({@code ?draft}).
     */
    static Optional<Reply> insteadOfEditing(Screens screens, Wiki wiki, Call call) {
        Optional<PageView> page = PageLookup.exact(wiki.repository(), call.parameter("title"));
        boolean kept = page.isPresent() && call.query(DRAFT).isPresent();
        return wiki.mayWrite() || kept
                ? Optional.empty()
                : Optional.of(screens.show(FORBIDDEN, screen(screens, wiki, page)));
    }

    private static NoEditingScreen screen(Screens screens, Wiki wiki, Optional<PageView> page) {
        Messages messages = Speaking.messages();
        boolean member = wiki.membership().isMember();
        String heading = messages.text(member ? "failure.notAWriter" : "failure.notAMember");
        var ways = new ArrayList<Link>();
        if (!member) {
            ways.add(Link.of("/-/join", messages.text("departed.invite")));
        }
        if (page.isPresent() && wiki.suggesting().maySuggest()) {
            String suggest = Screens.paths(wiki, page.get()).suggest();
            ways.add(Link.of(suggest, messages.text("actions.suggest")));
        }
        String title = page.map(PageView::displayTitle).orElse(HomePage.title(wiki));
        ways.add(
                Link.of(
                        Wikis.paths(wiki).page(title),
                        messages.text("suggest.read", "title", title)));
        return new NoEditingScreen(
                screens.frame(wiki, heading, ""),
                heading,
                detail(wiki, page),
                List.copyOf(ways),
                page.map(view -> view.page().toString()).orElse(""),
                page.map(view -> view.title().value()).orElse(""),
                page.map(view -> Screens.paths(wiki, view).edit()).orElse(""));
    }

    private static String detail(Wiki wiki, Optional<PageView> page) {
        Messages messages = Speaking.messages();
        boolean suggests = wiki.suggesting().maySuggest();
        return switch (wiki.membership().refusal()) {
            case LEFT -> messages.text("failure.leftDetail");
            case REMOVED -> messages.text("failure.removedDetail");
            case READS ->
                    page.filter(there -> suggests)
                            .map(PageView::displayTitle)
                            .map(title -> messages.text("suggest.insteadOfEditing", "title", title))
                            .orElse(messages.text("failure.notAWriterDetail"));
        };
    }
}
