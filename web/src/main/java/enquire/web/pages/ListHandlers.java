package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.Carrying;
import enquire.storage.PageSummary;
import enquire.storage.search.Search;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Percent;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.ListScreen;
import enquire.web.screens.TreeScreen;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists: all pages, wanted, orphans, tags, one tag, deleted pages. */
final class ListHandlers {

    private static final int PER_PAGE = 200;
    private static final int OFFSET_MAX = 1_000_000;

    /** Pages of one tree; a browser shows so many at once without waiting. A guess. */
    private static final int TREE_PAGES_MAX = 2_000;

    private final Screens screens;

    ListHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply pages(Call call) {
        Wiki wiki = screens.wiki(call);
        WikiPaths paths = Wikis.paths(wiki);
        String by = call.query("by").orElse("title");
        if (by.equals("tree")) {
            return tree(wiki, call);
        }
        boolean byTitle = !by.equals("time") && !by.equals("size");
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        List<PageSummary> found =
                switch (by) {
                    case "time" -> wiki.repository().recent(offset, PER_PAGE);
                    case "size" -> wiki.repository().largest(offset, PER_PAGE);
                    default ->
                            wiki.repository()
                                    .pages(call.query("after").map(TitleKey::of), PER_PAGE);
                };
        if (byTitle && wiki.pageFetches().carried() == Carrying.Mode.OPENED) {
            return withTold(wiki, call, found);
        }
        String next = "";
        if (found.size() >= PER_PAGE) {
            next =
                    byTitle
                            ? after(found.getLast().title())
                            : "?by=%s&offset=%d".formatted(by, offset + PER_PAGE);
        }
        return show(
                wiki,
                "pages",
                Speaking.messages().text("lists.pages"),
                Speaking.messages().text("count.pages", "pages", wiki.repository().pageCount()),
                orders(paths, byTitle ? "title" : by),
                found.stream()
                        .filter(page -> !page.deleted())
                        .map(page -> row(paths, page, by.equals("size")))
                        .toList(),
                Speaking.messages().text("lists.none"),
                firstPage(wiki),
                next.isEmpty()
                        ? Screens.NO_LINK
                        : Link.of(
                                paths.screen("pages") + next,
                                Speaking.messages().text("list.more")));
    }

    /** By title, with those that only others hold. */
    private Reply withTold(Wiki wiki, Call call, List<PageSummary> found) {
        WikiPaths paths = Wikis.paths(wiki);
        Carrying carrying = wiki.repository().records().carrying();
        List<Carrying.Told> told =
                carrying.byTitle(call.query("after").map(TitleKey::of), PER_PAGE);
        // Where one of the two lists was cut, the other is shown no further.
        Optional<TitleKey> end =
                Stream.of(
                                found.stream().skip(PER_PAGE - 1L).map(PageSummary::title),
                                told.stream().skip(PER_PAGE - 1L).map(Carrying.Told::title))
                        .flatMap(each -> each.map(Title::key))
                        .min(Comparator.comparing(TitleKey::value));
        var rows = new TreeMap<String, List<ListScreen.Row>>();
        for (PageSummary page : found) {
            rows.computeIfAbsent(page.title().key().value(), key -> new ArrayList<>())
                    .add(row(paths, page, false));
        }
        String notHere = Speaking.messages().text("list.notHere");
        for (Carrying.Told page : told) {
            String href = FetchHandler.path(paths, page.page(), page.title().value());
            rows.computeIfAbsent(page.title().key().value(), key -> new ArrayList<>())
                    .add(ListScreen.Row.of(href, page.title().value(), notHere));
        }
        end.ifPresent(last -> rows.tailMap(last.value(), false).clear());
        return show(
                wiki,
                "pages",
                Speaking.messages().text("lists.pages"),
                CarryHandlers.shown(wiki).sentence(),
                orders(paths, "title"),
                rows.values().stream().flatMap(List::stream).toList(),
                Speaking.messages().text("lists.none"),
                firstPage(wiki),
                end.map(last ->
                                Link.of(
                                        paths.screen("pages")
                                                + "?after="
                                                + Percent.encodeQuery(last.value()),
                                        Speaking.messages().text("list.more")))
                        .orElse(Screens.NO_LINK));
    }

    private static String after(Title last) {
        return "?after=" + Percent.encodeQuery(last.key().value());
    }

    /** By the slashes of titles: each title that has others below it can be unfolded. */
    private Reply tree(Wiki wiki, Call call) {
        WikiPaths paths = Wikis.paths(wiki);
        List<PageSummary> found =
                wiki.repository().pages(call.query("after").map(TitleKey::of), TREE_PAGES_MAX);
        Link next =
                found.size() < TREE_PAGES_MAX
                        ? Screens.NO_LINK
                        : Link.of(
                                paths.screen("pages")
                                        + "?by=tree&after="
                                        + Percent.encodeQuery(
                                                found.getLast().title().key().value()),
                                Speaking.messages().text("list.more"));
        return screens.show(
                new TreeScreen(
                        screens.frame(wiki, call, Speaking.messages().text("lists.pages"), "pages"),
                        Speaking.messages()
                                .text("count.pages", "pages", wiki.repository().pageCount()),
                        orders(paths, "tree"),
                        PageTree.of(paths, found, wiki.mayWrite()),
                        next));
    }

    private static List<Link> orders(WikiPaths paths, String by) {
        String path = paths.screen("pages");
        return List.of(
                Link.of(by.equals("title") ? "" : path, Speaking.messages().text("list.byTitle")),
                Link.of(
                        by.equals("time") ? "" : path + "?by=time",
                        Speaking.messages().text("list.byTime")),
                Link.of(
                        by.equals("size") ? "" : path + "?by=size",
                        Speaking.messages().text("list.bySize")),
                Link.of(
                        by.equals("tree") ? "" : path + "?by=tree",
                        Speaking.messages().text("list.byTree")));
    }

    Reply wanted(Call call) {
        Wiki wiki = screens.wiki(call);
        WikiPaths paths = Wikis.paths(wiki);
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        List<Search.Wanted> wanted = wiki.search().wanted(offset, PER_PAGE);
        return show(
                wiki,
                "wanted",
                Speaking.messages().text("nav.wanted"),
                Speaking.messages().text("list.wantedLead"),
                List.of(),
                wanted.stream()
                        .map(title ->
                                new ListScreen.Row(
                                        paths.page(title.title()),
                                        title.title(),
                                        Speaking.messages()
                                                .text("count.links", "links", title.links()),
                                        true,
                                        "",
                                        ""))
                        .toList(),
                Speaking.messages().text("list.noWanted"),
                Screens.NO_LINK,
                more(paths.screen("wanted"), offset, wanted.size()));
    }

    Reply orphans(Call call) {
        Wiki wiki = screens.wiki(call);
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        List<PageId> orphans = wiki.search().orphans(offset, PER_PAGE);
        Optional<PageId> home =
                wiki.repository().find(TitleKey.of(HomePage.title(wiki))); // The way in.
        return show(
                wiki,
                "orphans",
                Speaking.messages().text("lists.orphans"),
                Speaking.messages().text("list.orphansLead"),
                List.of(),
                rows(
                        wiki,
                        orphans.stream().filter(page -> !home.equals(Optional.of(page))).toList()),
                Speaking.messages().text("list.noOrphans"),
                Screens.NO_LINK,
                more(Wikis.paths(wiki).screen("orphans"), offset, orphans.size()));
    }

    Reply tags(Call call) {
        Wiki wiki = screens.wiki(call);
        String path = Wikis.paths(wiki).screen("tags");
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        List<Search.Tag> tags = wiki.search().tags(offset, PER_PAGE);
        return show(
                wiki,
                "tags",
                Speaking.messages().text("lists.tags"),
                "",
                List.of(),
                tags.stream()
                        .map(tag ->
                                ListScreen.Row.of(
                                        path + "/" + Percent.encode(tag.tag()),
                                        "#" + tag.tag(),
                                        Speaking.messages()
                                                .text("count.pages", "pages", tag.pages())))
                        .toList(),
                Speaking.messages().text("list.noTags"),
                Screens.NO_LINK,
                more(path, offset, tags.size()));
    }

    Reply tag(Call call) {
        Wiki wiki = screens.wiki(call);
        String tag = call.parameter("tag");
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        List<PageId> tagged = wiki.search().tagged(tag, offset, PER_PAGE);
        String path = Wikis.paths(wiki).screen("tags") + "/" + Percent.encode(tag);
        return screens.show(
                new ListScreen(
                        screens.frame(wiki, "#" + tag, "tags"),
                        "#" + tag,
                        "",
                        List.of(),
                        rows(wiki, tagged),
                        Speaking.messages().text("list.noTagged", "tag", tag),
                        Link.of(
                                Wikis.paths(wiki).screen("tags"),
                                Speaking.messages().text("lists.tags")),
                        more(path, offset, tagged.size()),
                        Link.of(
                                path + FeedHandlers.END,
                                Speaking.messages()
                                        .text("feeds.ofTag", "tag", tag, "wiki", wiki.name()))));
    }

    Reply deleted(Call call) {
        Wiki wiki = screens.wiki(call);
        WikiPaths paths = Wikis.paths(wiki);
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        List<PageSummary> deleted = wiki.repository().deleted(offset, PER_PAGE);
        return show(
                wiki,
                "deleted",
                Speaking.messages().text("lists.deleted"),
                Speaking.messages().text("list.deletedLead"),
                List.of(),
                deleted.stream()
                        .map(page ->
                                new ListScreen.Row(
                                        paths.page(page.displayTitle()),
                                        page.displayTitle(),
                                        screens.times().when(page.changedAt()).words(),
                                        false,
                                        Screens.restorePath(wiki, page.displayTitle(), page.page()),
                                        Speaking.messages().text("common.restorePage")))
                        .toList(),
                Speaking.messages().text("list.noDeleted"),
                Screens.NO_LINK,
                more(paths.screen("deleted"), offset, deleted.size()));
    }

    private Reply show(
            Wiki wiki,
            String here,
            String heading,
            String lead,
            List<Link> orders,
            List<ListScreen.Row> rows,
            String empty,
            Link way,
            Link next) {
        return screens.show(
                new ListScreen(
                        screens.frame(wiki, heading, here),
                        heading,
                        lead,
                        orders,
                        rows,
                        empty,
                        way,
                        next));
    }

    private static Link firstPage(Wiki wiki) {
        return wiki.mayWrite()
                ? Link.of(
                        Wikis.paths(wiki).screen("edit", HomePage.title(wiki)),
                        Speaking.messages().text("lists.firstPage"))
                : Screens.NO_LINK;
    }

    private List<ListScreen.Row> rows(Wiki wiki, List<PageId> pages) {
        WikiPaths paths = Wikis.paths(wiki);
        return pages.stream()
                .map(wiki.repository()::page)
                .flatMap(Optional::stream)
                .map(page ->
                        ListScreen.Row.of(
                                paths.page(page.displayTitle()),
                                page.displayTitle(),
                                screens.times().when(page.changedAt()).words()))
                .toList();
    }

    private ListScreen.Row row(WikiPaths paths, PageSummary page, boolean size) {
        return ListScreen.Row.of(
                paths.page(page.displayTitle()),
                page.displayTitle(),
                size
                        ? Speaking.messages().text("count.characters", "characters", page.chars())
                        : screens.times().when(page.changedAt()).words());
    }

    private static Link more(String path, int offset, int found) {
        return found < PER_PAGE
                ? Screens.NO_LINK
                : Link.of(
                        path + "?offset=" + (offset + PER_PAGE),
                        Speaking.messages().text("list.more"));
    }
}
