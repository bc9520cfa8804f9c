package enquire.web.api;

import enquire.editor.page.TitleKey;
import enquire.sync.node.PageFetches;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.wiki.Names;

/**
 * Pages of which this computer knows the title alone. A program is not told that there is no such
 * page, and makes no other one of that title beside it.
 */
final class PagesElsewhere {

    private static final int NAMES_MAX = 3;

    private PagesElsewhere() {}

    /**
     * Asks for a page that others have, if there is one of this title.
     *
     * @throws ProblemException 503 if there is: it may be here soon
     */
    static void askFor(Wiki wiki, String title) {
        wiki.repository()
                .records()
                .carrying()
                .resolve(title)
                .filter(told -> told.title().key().equals(TitleKey.of(title)))
                .map(told -> wiki.pageFetches().fetch(told.page()))
                .filter(state -> !(state instanceof PageFetches.State.Held))
                .ifPresent(state -> {
                    throw problem(state);
                });
    }

    private static ProblemException problem(PageFetches.State state) {
        Messages messages = Speaking.messages();
        String detail =
                state instanceof PageFetches.State.Asking asking
                        ? messages.text(
                                "failure.elsewhereAsked",
                                "names",
                                Names.listed(asking.names(), NAMES_MAX, messages))
                        : messages.text("failure.elsewhereNobody");
        return new ProblemException(503, messages.text("failure.elsewhere"), detail);
    }
}
