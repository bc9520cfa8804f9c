package enquire.web.pages;

import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.Percent;
import enquire.web.http.Reply;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.List;
import java.util.Optional;

/** {@code GET /{wiki}/{title}}: a page to read, or what there is instead. */
final class ReadHandler implements Handler {

    private static final int TAG_BYTES = 12;

    private final Screens screens;
    private final ReadScreens reading;
    private final DocumentCache documents = new DocumentCache();

    ReadHandler(Screens screens) {
        this.screens = screens;
        this.reading = new ReadScreens(screens);
    }

    @Override
    public Reply handle(Call call) {
        Optional<String> from = call.query("from");
        boolean told = call.query(Receipts.QUERY).isPresent();
        if (from.isEmpty() && !told) {
            Optional<Reply> kept = documents.get(call);
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        Wiki wiki = screens.wiki(call);
        String asked = call.parameter("title");
        long sequence = wiki.repository().exchange().lastSequence();
        Optional<PageView> page = PageLookup.exact(wiki.repository(), asked);
        if (page.isEmpty()) {
            return elsewhere(wiki, call, asked);
        }
        PageView view = page.get();
        String path = view.displayTitle().replace(' ', '_');
        if (!asked.equals(path)) {
            return Reply.redirect(Wikis.paths(wiki).page(view.displayTitle()));
        }
        List<PageSummary> sharing = wiki.repository().sharing(view.title().key());
        if (sharing.size() > 1 && view.displayTitle().equals(view.title().value())) {
            return screens.show(reading.shared(wiki, view, sharing));
        }
        if (from.isPresent() || told) {
            Optional<String> former = from.flatMap(title -> formerTitle(view, title));
            return screens.show(reading.page(wiki, call, view, former));
        }
        // Before it is shown: what is decided meanwhile makes the answer old.
        var offer = wiki.repository().suggestions().offer(view.page());
        var marked = wiki.overlaps().marked(view.page());
        Reply reply = screens.show(reading.page(wiki, call, view, Optional.empty()));
        String tag = tag(reply);
        documents.put(
                call,
                wiki.repository(),
                view,
                sequence,
                offer,
                () -> wiki.overlaps().marked(view.page()).equals(marked),
                reply,
                tag);
        return reply.tagged(call, tag);
    }

    /** Under an old title, by the end of a title, deleted, or nowhere. */
    private Reply elsewhere(Wiki wiki, Call call, String asked) {
        var title = new Title(WikiPaths.titleOf(asked));
        Optional<PageView> other = PageLookup.any(wiki.repository(), asked);
        if (other.isPresent()) {
            String page = Wikis.paths(wiki).page(other.get().displayTitle());
            boolean renamed = other.get().aliases().containsKey(title.key());
            return Reply.redirect(
                    renamed ? page + "?from=" + Percent.encodeQuery(title.value()) : page);
        }
        Optional<Reply> fetched = FetchHandler.elsewhere(wiki, title);
        if (fetched.isPresent()) {
            return fetched.get();
        }
        Optional<PageView> deleted = PageLookup.deleted(wiki.repository(), title);
        if (deleted.isPresent()) {
            return screens.show(410, reading.deleted(wiki, call, deleted.get()));
        }
        return screens.show(404, reading.missing(wiki, title));
    }

    /** Only what was really a title of the page: the query comes from anywhere. */
    private static Optional<String> formerTitle(PageView view, String from) {
        return Optional.ofNullable(view.aliases().get(TitleKey.of(from)))
                .filter(title -> !TitleKey.of(title).equals(view.title().key()));
    }

    private static String tag(Reply reply) {
        byte[] content = reply.body() instanceof Body.Bytes bytes ? bytes.content() : new byte[0];
        return Bytes.of(content).sha256().slice(0, TAG_BYTES).toHex();
    }
}
