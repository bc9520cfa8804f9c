package enquire.web.pages;

import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.screens.When;
import java.util.Optional;

/**
 * {@code GET /{wiki}/-/excerpt/{title}?section=}: the beginning of a page, for the preview of a
 * link. The HTML in it is sanitised.
 */
final class ExcerptHandler implements Handler {

    private record Excerpt(
            String title, String html, String edited, String editedAt, String author) {}

    private final Screens screens;

    ExcerptHandler(Screens screens) {
        this.screens = screens;
    }

    @Override
    public Reply handle(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        Optional<String> section = call.query("section").filter(name -> !name.isBlank());
        When edited = screens.times().when(page.changedAt());
        return Json.reply(
                new Excerpt(
                        page.displayTitle(),
                        screens.renderer().excerpt(wiki, page, section).html(),
                        edited.words(),
                        edited.iso(),
                        wiki.nameOf(page.changedBy())));
    }
}
