package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.feeds.AtomFeed;
import enquire.web.feeds.AtomWriter;
import enquire.web.feeds.FeedId;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.Percent;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.ProductVersion;
import enquire.web.wiki.RecentChanges;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What feed readers ask for (RFC 4287): the changes of a wiki, of the pages of a tag, of a page.
 * They need no cookie and no script; what the guard asks of every caller holds for them, too.
 */
final class FeedHandlers {

    /** The end of the address of every feed. */
    static final String END = ".atom";

    private static final int LINES_MAX = FeedEntries.ENTRIES_MAX;

    /** Of a SHA-256, in bytes: as an ETag it only has to differ by chance. */
    private static final int TAG_BYTES = 16;

    private final Screens screens;

    FeedHandlers(Screens screens) {
        this.screens = screens;
    }

    /** {@code /{wiki}/-/changes.atom}, with the filters of the screen. */
    Reply changes(Call call) {
        Wiki wiki = screens.wiki(call);
        WikiPaths paths = Wikis.paths(wiki);
        ChangesQuery query = ChangesQuery.of(call, false);
        String asked = query.parameters();
        boolean all = asked.equals(ChangesQuery.ALL);
        return feed(
                call,
                FeedId.of(wiki.id().toString(), "changes", all ? "" : asked),
                wiki.name(),
                paths.screen("changes.atom") + (all ? "" : asked),
                paths.screen("changes") + asked,
                changed(wiki, query));
    }

    /** {@code /{wiki}/-/tags/{tag}.atom}; a tag that ends like that keeps its screen. */
    Handler tagOr(Handler screen) {
        return call -> {
            Wiki wiki = screens.wiki(call);
            String asked = call.parameter("tag");
            if (!asked.endsWith(END) || !wiki.search().tagged(asked, 0, 1).isEmpty()) {
                return screen.handle(call);
            }
            String tag = asked.substring(0, asked.length() - END.length());
            String path = Wikis.paths(wiki).screen("tags") + "/" + Percent.encode(tag);
            return feed(
                    call,
                    FeedId.of(wiki.id().toString(), "tag", tag),
                    Speaking.messages().text("feeds.ofTag", "tag", tag, "wiki", wiki.name()),
                    path + END,
                    path,
                    changed(wiki, ChangesQuery.ofTag(tag)));
        };
    }

    /** {@code /{wiki}/-/history/{title}.atom}; a page that is called like that keeps its screen. */
    Handler historyOr(Handler screen) {
        return call -> {
            Wiki wiki = screens.wiki(call);
            String asked = call.parameter("title");
            if (!asked.endsWith(END) || isTitle(wiki, asked)) {
                return screen.handle(call);
            }
            String title = asked.substring(0, asked.length() - END.length());
            return ofPage(call, wiki, page(wiki, title));
        };
    }

    /** {@code /{wiki}/-/page/{id}.atom}: the same, whatever the page is called by then. */
    Handler permanentOr(Handler screen) {
        return call -> {
            String asked = call.parameter("id");
            if (!asked.endsWith(END)) {
                return screen.handle(call);
            }
            Wiki wiki = screens.wiki(call);
            return ofPage(
                    call, wiki, byId(wiki, asked.substring(0, asked.length() - END.length())));
        };
    }

    private static boolean isTitle(Wiki wiki, String asked) {
        return PageLookup.exact(wiki.repository(), asked).isPresent()
                || PageLookup.deleted(wiki.repository(), new Title(WikiPaths.titleOf(asked)))
                        .isPresent();
    }

    private static PageView page(Wiki wiki, String title) {
        return PageLookup.exact(wiki.repository(), title)
                .or(() ->
                        PageLookup.deleted(wiki.repository(), new Title(WikiPaths.titleOf(title))))
                .or(() -> PageLookup.any(wiki.repository(), title))
                .orElseThrow(FeedHandlers::noPage);
    }

    private static PageView byId(Wiki wiki, String id) {
        try {
            return wiki.repository().page(PageId.parse(id)).orElseThrow(FeedHandlers::noPage);
        } catch (IllegalArgumentException e) {
            throw noPage();
        }
    }

    private static ProblemException noPage() {
        return ProblemException.notFound(Speaking.messages().text("error.noPage"));
    }

    private Reply ofPage(Call call, Wiki wiki, PageView page) {
        WikiPaths paths = Wikis.paths(wiki);
        String title = page.displayTitle();
        return feed(
                call,
                FeedId.of(wiki.id().toString(), "page", page.page().toString()),
                Speaking.messages().text("feeds.ofPage", "page", title, "wiki", wiki.name()),
                paths.permanent(page.page()) + END,
                paths.screen("history", title),
                wiki.history(page.page())
                        .map(history -> new FeedEntries(screens, wiki).of(page, history))
                        .orElse(List.of()));
    }

    private List<AtomFeed.Entry> changed(Wiki wiki, ChangesQuery query) {
        List<RecentChanges.Line> lines = query.read(wiki, ZoneOffset.UTC, LINES_MAX).lines();
        return new FeedEntries(screens, wiki).of(lines);
    }

    private static Reply feed(
            Call call,
            FeedId id,
            String title,
            String self,
            String alternate,
            List<AtomFeed.Entry> entries) {
        // The guard lets in only callers that know this computer by one of its own names.
        Optional<String> host = call.header("Host");
        var feed =
                new AtomFeed(
                        id,
                        title,
                        Speaking.language().tag(),
                        "http://" + host.orElse("127.0.0.1"),
                        self,
                        alternate,
                        entries);
        byte[] bytes = AtomWriter.bytes(feed, ProductVersion.text());
        return Reply.of(200, AtomFeed.TYPE + "; charset=utf-8", bytes)
                .with("Cache-Control", "no-cache")
                .tagged(call, tag(bytes));
    }

    private static String tag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
