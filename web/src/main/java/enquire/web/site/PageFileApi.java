package enquire.web.site;

import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Percent;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.pages.Times;
import enquire.web.vault.PortableName;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.Wikis;
import java.nio.charset.StandardCharsets;

/** {@code GET /wikis/{w}/pages/{t}/html}: a page as one file that needs no other. */
public final class PageFileApi {

    private final Wikis wikis;
    private final PageRenderer renderer;
    private final Times times;

    /**
     * @param times in whose zone days begin
     */
    public PageFileApi(Wikis wikis, PageRenderer renderer, Times times) {
        this.wikis = wikis;
        this.renderer = renderer;
        this.times = times;
    }

    public Reply get(Call call) {
        Wiki wiki = wikis.of(call);
        PageView view =
                PageLookup.exact(wiki.repository(), call.parameter("title"))
                        .orElseThrow(() ->
                                new ProblemException(
                                        404,
                                        Speaking.messages().text("error.noPage"),
                                        Speaking.messages().text("error.noPageDetail")));
        String html = new AlonePage(wiki).html(renderer, times, view);
        String name = PortableName.segment(view.displayTitle().replace('/', '_')) + ".html";
        return Reply.of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''" + Percent.encodeParameter(name))
                .with("Cache-Control", "no-store");
    }
}
