package enquire.web.api;

import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.wiki.CarryWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;

/** How much of a wiki this computer keeps. */
final class CarryApi {

    /**
     * @param carry {@code all} or {@code opened}
     * @param pages live pages that are here
     * @param elsewhere pages that are known by their titles alone
     */
    record Carried(String carry, int pages, int elsewhere) {}

    private final Wikis wikis;

    CarryApi(Wikis wikis) {
        this.wikis = wikis;
    }

    Reply get(Call call) {
        return Json.reply(carried(wikis.of(call)));
    }

    /** {@code PUT …/carry {carry}}. */
    Reply put(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        String code = Json.required(Json.object(call), "carry");
        wiki.pageFetches()
                .carry(
                        CarryWords.mode(code)
                                .orElseThrow(() ->
                                        ProblemException.badRequest(
                                                "“carry” is “all” or “opened”.")));
        return Json.reply(carried(wiki));
    }

    private static Carried carried(Wiki wiki) {
        return new Carried(
                CarryWords.code(wiki.pageFetches().carried()),
                wiki.repository().pageCount(),
                wiki.repository().records().carrying().count());
    }
}
