package enquire.web.api;

import enquire.web.git.GitApi;
import enquire.web.git.HistoryPlace;
import enquire.web.hooks.Hooks;
import enquire.web.http.Reply;
import enquire.web.http.Router;
import enquire.web.mirror.Mirrors;
import enquire.web.pages.Times;
import enquire.web.site.PageFileApi;
import enquire.web.site.SiteApi;
import enquire.web.vault.BackupApi;
import enquire.web.vault.BundleApi;
import enquire.web.vault.ExportApi;
import enquire.web.vault.ImportApi;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneId;

/** All routes of the API. */
public final class Api {

    private static final String V1 = "/-/api/v1";
    private static final String WIKI = V1 + "/wikis/{wiki}";
    private static final String PAGE = WIKI + "/pages/{title}";

    private Api() {}

    public static void addTo(
            Router router,
            Wikis wikis,
            PageRenderer renderer,
            Mirrors mirrors,
            Hooks hooks,
            HistoryPlace histories) {
        var wiki = new WikisApi(wikis);
        var pages = new PagesApi(wikis, renderer);
        var writes = new PageWritesApi(wikis);
        var versions = new VersionsApi(wikis);
        var suggestions = new SuggestionsApi(wikis);
        var redact = new RedactApi(wikis);
        var overlaps = new OverlapsApi(wikis);
        var search = new SearchApi(wikis);
        var linking = new LinkingApi(wikis);
        var completions = new CompletionsApi(wikis);
        var files = new FilesApi(wikis);
        var peers = new PeersApi(wikis);
        var bundles = new BundleApi(wikis);
        var addresses = new AddressesApi(wikis);
        var carry = new CarryApi(wikis);
        var copies = new CopiesApi(wikis);
        var plan = new BackupPlanApi(wikis);
        var mirror = new MirrorApi(wikis, mirrors);
        new HooksApi(wikis, hooks).addTo(router);
        var times = new Times(InstantSource.system(), ZoneId.systemDefault());
        var site = new SiteApi(wikis, renderer, times);
        router.get("/-/api/openapi.json", call -> description())
                .get(V1 + "/node", new NodeApi(wikis)::get)
                .get(V1 + "/backup", new BackupApi(wikis)::save)
                .get(V1 + "/backup/plan", plan::get)
                .add("PUT", V1 + "/backup/plan", plan::put)
                .add("DELETE", V1 + "/backup/plan", plan::end)
                .get(V1 + "/followed", mirror::followed)
                .get(V1 + "/wikis", wiki::list)
                .post(V1 + "/wikis", wiki::create)
                .get(WIKI + "/pages", pages::list)
                .get(PAGE, pages::get)
                .add("PUT", PAGE, writes::put)
                .add("DELETE", PAGE, writes::delete)
                .post(PAGE + "/rename", writes::rename)
                .get(PAGE + "/html", new PageFileApi(wikis, renderer, times)::get)
                .get(PAGE + "/history", versions::history)
                .get(PAGE + "/diff", versions::diff)
                .post(PAGE + "/redact", redact::redact)
                .get(PAGE + "/links", pages::links)
                .get(PAGE + "/receipts", peers::receipts)
                .get(PAGE + "/suggestions", suggestions::list)
                .post(PAGE + "/suggestions", suggestions::suggest)
                .add("DELETE", PAGE + "/suggestions/{id}", suggestions::withdraw)
                .post(PAGE + "/suggestions/{id}/accept", suggestions::accept)
                .post(PAGE + "/suggestions/{id}/dismiss", suggestions::dismiss)
                .post(PAGE + "/suggestions/{id}/suggest", suggestions::suggestLeftOut)
                .post(PAGE + "/suggestions/{id}/offer", suggestions::offer)
                .get(WIKI + "/suggestions", suggestions::pages)
                .get(PAGE + "/overlaps", overlaps::list)
                .post(PAGE + "/overlaps/{id}", overlaps::tickOff)
                .get(WIKI + "/overlaps", overlaps::pages)
                .get(PAGE + "/backlinks", search::backlinks)
                .get(PAGE + "/headings", linking::headings)
                .post(PAGE + "/headings", linking::updateHeading)
                .get(WIKI + "/templates", linking::templates)
                .get(WIKI + "/templates/{title}", linking::template)
                .get(WIKI + "/graph", linking::graph)
                .get(WIKI + "/search", search::search)
                .get(WIKI + "/suggest", search::suggest)
                .get(WIKI + "/tags", search::tags)
                .get(WIKI + "/headings", completions::headings)
                .get(WIKI + "/files", completions::files)
                .get(WIKI + "/people", completions::people)
                .get(WIKI + "/changes", pages::changes)
                .post(WIKI + "/files", files::add)
                .get(WIKI + "/files/dropped", files::dropped)
                .post(WIKI + "/import", new ImportApi(wikis)::add)
                .get(WIKI + "/export", new ExportApi(wikis)::get)
                .get(WIKI + "/site", site::get)
                .post(WIKI + "/git", new GitApi(wikis, histories)::write)
                .get(WIKI + "/bundle", bundles::save)
                .post(WIKI + "/bundle", bundles::read)
                .get(WIKI + "/peers", peers::list)
                .get(WIKI + "/peers/{peer}", peers::onlyThere)
                .add("DELETE", WIKI + "/peers/{peer}", peers::remove)
                .post(WIKI + "/peers/look", addresses::look)
                .post(WIKI + "/peers/{peer}/addresses", addresses::add)
                .add("DELETE", WIKI + "/peers/{peer}/addresses/{address}", addresses::remove)
                .add("PUT", WIKI + "/peers/{peer}", peers::changeRole)
                .post(WIKI + "/leave", peers::leave)
                .post(WIKI + "/recover", peers::recover)
                .get(WIKI + "/state", peers::state)
                .get(WIKI + "/copies", copies::get)
                .get(WIKI + "/carry", carry::get)
                .add("PUT", WIKI + "/carry", carry::put)
                .get(WIKI + "/invites", peers::invites)
                .get(WIKI + "/mirror", mirror::get)
                .add("PUT", WIKI + "/mirror", mirror::put)
                .add("DELETE", WIKI + "/mirror", mirror::end)
                .post(WIKI + "/mirror/missing", mirror::answer)
                .post(WIKI + "/invites", peers::invite)
                .add("DELETE", WIKI + "/invites/{invite}", peers::takeBack)
                .post(V1 + "/join", peers::join);
    }

    private static Reply description() {
        try (InputStream in = Api.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not on the class path");
            }
            return Reply.of(200, "application/json", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
