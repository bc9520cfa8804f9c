package enquire.web.site;

import enquire.storage.PageSummary;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.pages.Times;
import enquire.web.screens.Link;
import enquire.web.screens.SiteFrame;
import enquire.web.screens.SiteListScreen;
import java.text.Collator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All pages, recent changes, tags. One thread at a time. */
final class SiteLists {

    /** In one file; some 200 kB. (Guess.) */
    private static final int ROWS_MAX = 1_000;

    private static final int CHANGES = 200;

    private static final Link NONE = Link.of("", "");

    /** A page of the site. */
    private record Row(String title, String place) {}

    /** Makes the frame of a screen at a place. */
    @FunctionalInterface
    interface Frames {
        SiteFrame frame(String here, String place, String documentTitle);
    }

    private final Wiki wiki;
    private final Times times;
    private final Places places;
    private final List<Row> pages = new ArrayList<>();

    /** By the place of its list, so that tags which are written differently are one. */
    private final Map<String, List<Row>> tagged = new TreeMap<>();

    private final Map<String, String> names = new LinkedHashMap<>();

    SiteLists(Wiki wiki, Times times, Places places) {
        this.wiki = wiki;
        this.times = times;
        this.places = places;
    }

    void add(Iterable<String> tags, String title, String place) {
        var row = new Row(title, place);
        pages.add(row);
        for (String tag : tags) {
            String list = places.tag(tag);
            names.putIfAbsent(list, tag);
            List<Row> rows = tagged.computeIfAbsent(list, key -> new ArrayList<>());
            if (rows.isEmpty() || rows.getLast() != row) {
                rows.add(row);
            }
        }
    }

    /** After the last page was added. */
    List<SiteListScreen> all(Frames frames) {
        Messages messages = Speaking.messages();
        Collator order = Collator.getInstance(messages.language().locale());
        pages.sort((one, other) -> order.compare(one.title(), other.title()));
        List<SiteListScreen> lists =
                new ArrayList<>(
                        list(frames, "pages", "pages", messages.text("lists.pages"), pages));
        lists.add(changes(frames));
        for (String tag : places.tags()) {
            String place = places.tag(tag);
            String stem = place.substring(0, place.length() - ".html".length());
            String name = "#" + names.getOrDefault(place, tag);
            lists.addAll(list(frames, "tags", stem, name, tagged.getOrDefault(place, List.of())));
        }
        lists.add(tags(frames));
        return lists;
    }

    /** What the site opens with if no page is its home. */
    SiteListScreen withoutHome(SiteFrame frame) {
        List<Link> rows =
                pages.stream()
                        .limit(ROWS_MAX)
                        .map(row -> Link.of(frame.to(row.place()), row.title()))
                        .toList();
        Link rest =
                pages.size() > ROWS_MAX
                        ? Link.of(frame.to("pages.html"), Speaking.messages().text("lists.pages"))
                        : NONE;
        return new SiteListScreen(
                frame,
                wiki.name(),
                groups(rows),
                Speaking.messages().text("lists.none"),
                NONE,
                rest);
    }

    private List<SiteListScreen> list(
            Frames frames, String here, String stem, String heading, List<Row> rows) {
        List<SiteListScreen> parts = new ArrayList<>();
        int count = Math.max(1, (rows.size() + ROWS_MAX - 1) / ROWS_MAX);
        for (int part = 0; part < count; part++) {
            SiteFrame frame = frames.frame(here, place(stem, part), heading);
            List<Link> shown =
                    rows
                            .subList(part * ROWS_MAX, Math.min(rows.size(), (part + 1) * ROWS_MAX))
                            .stream()
                            .map(row -> Link.of(frame.to(row.place()), row.title()))
                            .toList();
            parts.add(
                    new SiteListScreen(
                            frame,
                            heading,
                            groups(shown),
                            Speaking.messages().text("lists.none"),
                            part == 0 ? NONE : other(frame, stem, part - 1, "site.before"),
                            part == count - 1 ? NONE : other(frame, stem, part + 1, "list.more")));
        }
        return parts;
    }

    private static Link other(SiteFrame frame, String stem, int part, String words) {
        return Link.of(frame.to(place(stem, part)), Speaking.messages().text(words));
    }

    private static String place(String stem, int part) {
        // Below a folder of their own: no tag can be called like the second part of another.
        return part == 0 ? stem + ".html" : "more/%d/%s.html".formatted(part + 1, stem);
    }

    private static List<SiteListScreen.Group> groups(List<Link> rows) {
        return rows.isEmpty() ? List.of() : List.of(new SiteListScreen.Group("", rows));
    }

    private SiteListScreen changes(Frames frames) {
        String heading = Speaking.messages().text("changes.title");
        SiteFrame frame = frames.frame("changes", "changes.html", heading);
        Map<String, List<Link>> days = new LinkedHashMap<>();
        for (PageSummary page : wiki.repository().recent(0, CHANGES)) {
            if (!page.deleted()) {
                places.page(page.displayTitle())
                        .ifPresent(place ->
                                days.computeIfAbsent(
                                                times.dated(page.changedAt()).words(),
                                                day -> new ArrayList<>())
                                        .add(
                                                new Link(
                                                        frame.to(place),
                                                        page.displayTitle(),
                                                        wiki.nameOf(page.changedBy()))));
            }
        }
        return new SiteListScreen(
                frame,
                heading,
                days.entrySet().stream()
                        .map(day -> new SiteListScreen.Group(day.getKey(), day.getValue()))
                        .toList(),
                Speaking.messages().text("list.noChanges"),
                NONE,
                NONE);
    }

    private SiteListScreen tags(Frames frames) {
        String heading = Speaking.messages().text("lists.tags");
        SiteFrame frame = frames.frame("tags", "tags.html", heading);
        List<Link> rows =
                tagged.entrySet().stream()
                        .map(tag ->
                                new Link(
                                        frame.to(tag.getKey()),
                                        "#" + names.get(tag.getKey()),
                                        Speaking.messages()
                                                .text(
                                                        "count.pages",
                                                        "pages",
                                                        tag.getValue().size())))
                        .toList();
        return new SiteListScreen(
                frame, heading, groups(rows), Speaking.messages().text("list.noTags"), NONE, NONE);
    }
}
