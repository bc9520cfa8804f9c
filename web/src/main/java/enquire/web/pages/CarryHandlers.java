package enquire.web.pages;

import enquire.storage.Carrying;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.SyncScreen;
import enquire.web.wiki.CarryWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;

/** How much of a wiki this computer keeps. */
final class CarryHandlers {

    private static final int FORM_BYTES_MAX = 1_024;

    private final Screens screens;

    CarryHandlers(Screens screens) {
        this.screens = screens;
    }

    /** What stands on the screen of peers. */
    static SyncScreen.Carry shown(Wiki wiki) {
        boolean all = wiki.pageFetches().carried() == Carrying.Mode.ALL;
        Messages messages = Speaking.messages();
        return new SyncScreen.Carry(
                // Where nothing comes any more, there is nothing to keep less or more of.
                wiki.membership().isMember() ? Wikis.paths(wiki).screen("carry") : "",
                all,
                all
                        ? messages.text("carry.allHere")
                        : messages.text(
                                "carry.partHere",
                                "pages",
                                wiki.repository().pageCount(),
                                "others",
                                wiki.repository().records().carrying().count()));
    }

    /** {@code POST /{wiki}/-/carry}: field {@code carry}, as in the API. */
    Reply carry(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        wiki.pageFetches()
                .carry(
                        CarryWords.mode(call.form(FORM_BYTES_MAX).text("carry"))
                                .orElseThrow(() ->
                                        ProblemException.badRequest(
                                                Speaking.messages().text("carry.unknown"))));
        return Reply.seeOther(Wikis.paths(wiki).screen("sync") + "#carry");
    }
}
