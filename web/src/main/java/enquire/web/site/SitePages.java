package enquire.web.site;

import enquire.editor.page.BlobId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.search.Search;
import enquire.storage.search.SearchUnavailableException;
import enquire.sync.node.Wiki;
import enquire.web.html.HeadingAnchors;
import enquire.web.html.Relinked;
import enquire.web.html.RepeatedTitle;
import enquire.web.html.SafeHtml;
import enquire.web.http.Percent;
import enquire.web.http.ProblemException;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import enquire.web.pages.HomePage;
import enquire.web.pages.Times;
import enquire.web.screens.Backlink;
import enquire.web.screens.Heading;
import enquire.web.screens.Link;
import enquire.web.screens.SiteFrame;
import enquire.web.screens.SitePageScreen;
import enquire.web.wiki.Manifest;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.RenderedPage;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the pages of a site, as {@code ReadScreens} those of a node. One thread at a time. */
final class SitePages {

    /** At the foot of a page; a list of thousands helps nobody. (Guess.) */
    private static final int BACKLINKS_MAX = 200;

    /** What {@code math.ts} draws. */
    private static final Pattern FORMULA =
            Pattern.compile("<code class=\"(?:[^\"]* )?(?:math|language-math)[ \"]");

    private static final Pattern FILE = Pattern.compile("file/([0-9a-f]{64})/([^/]+)");

    /**
     * @param tags of the page
     */
    record Made(SitePageScreen screen, Set<String> tags) {}

    private final Wiki wiki;
    private final PageRenderer renderer;
    private final Times times;
    private final Places places;
    private final SiteFiles files;
    private final String top;
    private final String screens;

    SitePages(Wiki wiki, PageRenderer renderer, Times times, Places places, SiteFiles files) {
        this.wiki = wiki;
        this.renderer = renderer;
        this.times = times;
        this.places = places;
        this.files = files;
        WikiPaths paths = Wikis.paths(wiki);
        this.top = paths.home();
        this.screens = paths.screen("");
    }

    Made screen(SiteFrame frame, PageView view) {
        RenderedPage rendered = renderer.render(wiki, view);
        boolean again = rendered.beginsWith(view.title());
        SafeHtml body = again ? RepeatedTitle.without(rendered.body()) : rendered.body();
        SafeHtml noted =
                Relinked.notedDiagrams(
                        HeadingAnchors.in(body), Speaking.messages().text("site.diagram"));
        Search.Backlinks links = backlinks(view);
        var screen =
                new SitePageScreen(
                        frame,
                        view.displayTitle(),
                        crumbs(frame, view.title()),
                        times.dated(view.changedAt()),
                        wiki.nameOf(view.changedBy()),
                        Relinked.in(noted, (element, path) -> address(frame, element, path)),
                        rendered.outline().stream()
                                .skip(again ? 1 : 0)
                                .map(h -> new Heading(h.slug(), h.text(), h.level()))
                                .toList(),
                        backlinks(frame, links),
                        links.total(),
                        rendered.tags().stream()
                                .map(tag -> Link.of(frame.to(places.tag(tag)), tag))
                                .toList(),
                        attachments(frame, view),
                        hasFormulas(noted));
        return new Made(screen, rendered.tags());
    }

    /** Whether something is to be drawn in it. */
    static boolean hasFormulas(SafeHtml text) {
        return FORMULA.matcher(text.html()).find();
    }

    /** What an address of this node is called in the site. */
    private Optional<String> address(SiteFrame frame, String element, String path) {
        try {
            if (path.startsWith(screens)) {
                return screen(frame, element, path.substring(screens.length()));
            }
            if (path.startsWith(top)) {
                String title = WikiPaths.titleOf(Percent.decode(path.substring(top.length())));
                return places.page(title).map(frame::to);
            }
        } catch (ProblemException noEscapeOfOurs) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<String> screen(SiteFrame frame, String element, String path) {
        if (path.startsWith("tags/")) {
            return Optional.of(frame.to(places.tag(Percent.decode(path.substring(5)))));
        }
        Matcher file = FILE.matcher(path);
        return file.matches()
                ? files.address(
                        frame, element, BlobId.parse(file.group(1)), Percent.decode(file.group(2)))
                : Optional.empty();
    }

    /** None while the index cannot be read: the page is there all the same. */
    private Search.Backlinks backlinks(PageView view) {
        try {
            return wiki.search().backlinks(view.page(), 0, BACKLINKS_MAX);
        } catch (SearchUnavailableException e) {
            return new Search.Backlinks(0, List.of());
        }
    }

    private List<Backlink> backlinks(SiteFrame frame, Search.Backlinks links) {
        return links.backlinks().stream()
                .flatMap(link ->
                        places.page(link.title()).stream()
                                .map(place ->
                                        new Backlink(
                                                frame.to(place),
                                                link.title(),
                                                SafeHtml.marked(link.sentence()))))
                .toList();
    }

    private List<Link> attachments(SiteFrame frame, PageView view) {
        List<Link> attachments = new ArrayList<>();
        view.files()
                .forEach((blob, json) ->
                        Manifest.parse(json)
                                .ifPresent(file ->
                                        files.address(frame, "a", blob, file.name())
                                                .ifPresent(href ->
                                                        attachments.add(
                                                                new Link(
                                                                        href,
                                                                        file.name(),
                                                                        Sizes.words(
                                                                                file.bytes()))))));
        return attachments;
    }

    /** Titles above that are pages. */
    private List<Link> crumbs(SiteFrame frame, Title title) {
        var crumbs = new ArrayList<Link>();
        String value = title.value();
        for (int slash = value.indexOf('/'); slash > 0; slash = value.indexOf('/', slash + 1)) {
            String above = value.substring(0, slash);
            places.page(above)
                    .map(place ->
                            Link.of(frame.to(place), above.substring(above.lastIndexOf('/') + 1)))
                    .ifPresent(crumbs::add);
        }
        if (!crumbs.isEmpty()) {
            crumbs.addFirst(Link.of(frame.to(Places.HOME), HomePage.title(wiki)));
        }
        return crumbs;
    }
}
