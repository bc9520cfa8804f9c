package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;
import java.util.function.Function;

/** Samples of the screens that find something: search, recent changes, links to a page. */
final class SampleFinding {

    private final String title;
    private final Function<String, Frame> frame;
    private final List<Notice> notices;
    private final List<Backlink> links;

    SampleFinding(
            String title,
            Function<String, Frame> frame,
            List<Notice> notices,
            List<Backlink> links) {
        this.title = title;
        this.frame = frame;
        this.notices = notices;
        this.links = links;
    }

    Screen search() {
        return new SearchScreen(
                frame.apply("search"),
                title,
                new SearchScreen.Filter(true, title, title, "2026-11-01"),
                new SearchScreen.Choices(List.of(title, "works"), List.of(title, "Alice")),
                new SearchScreen.Elsewhere(
                        true, title + "'s computer has not answered yet.", "/co-op/-/search?q=x"),
                "41 pages, 1 to 20 of them here",
                List.of(
                        new SearchScreen.Hit(
                                "/co-op/Winch_survey",
                                SafeHtml.marked("<mark>Winch</mark> survey"),
                                Link.of("/co-op/Winch_survey#rating", title),
                                SafeHtml.marked("Until the <mark>winch</mark> survey is back."),
                                title,
                                SampleScreens.JUST_NOW,
                                "Also with " + title + "."),
                        new SearchScreen.Hit(
                                "/co-op/-/fetch/x?title=x",
                                SafeHtml.marked("Crane"),
                                SampleScreens.NONE,
                                SafeHtml.marked("A <mark>winch</mark> of old."),
                                "",
                                new When("", ""),
                                title + " has it.")),
                Link.of("/co-op/-/search?q=x", title),
                "/co-op/-/search?q=x",
                SampleScreens.PATHS.edit(),
                SampleScreens.NONE,
                Link.of("/co-op/-/search?q=winch&offset=20", "Next 20"));
    }

    Screen fetch() {
        return new FetchScreen(
                frame.apply(""),
                title,
                "Fetching this page from " + title + "…",
                true,
                "/co-op/-/fetch/x?title=x");
    }

    Screen changes() {
        var change =
                new ChangesScreen.Change(
                        SampleScreens.JUST_NOW,
                        SampleScreens.PATHS.read(),
                        title,
                        List.of(new Person(title, "B", 2), SampleScreens.ALICE),
                        true,
                        title,
                        "/co-op/-/diff/x");
        return new ChangesScreen(
                frame.apply("changes"),
                notices,
                List.of(
                        new Link("", "Since my last visit", "3"),
                        Link.of("/co-op/-/changes?show=everyone", "Everyone")),
                new ChangesScreen.Filter("new", title, title),
                List.of(title, "Alice"),
                new ChangesScreen.Marking("/co-op/-/changes", "41"),
                List.of(new ChangesScreen.Day("Today", List.of(change, change))),
                "",
                SampleScreens.NONE,
                "/co-op/-/changes.atom?show=everyone");
    }

    Screen backlinks() {
        return new BacklinksScreen(
                frame.apply(""),
                title,
                SampleScreens.PATHS.read(),
                2,
                "/co-op/-/update-links/x",
                List.of(new BacklinksScreen.Gone(title, 2, title)),
                List.of(title, "Working windows"),
                "/co-op/-/heading/x",
                links,
                Link.of("?offset=200", "More"),
                1,
                "/co-op/-/link-mention/x",
                List.of(
                        new BacklinksScreen.Mention(
                                SampleScreens.PATHS.read(),
                                title,
                                "0f8fad5b-d9cb-469f-a165-70867728950e",
                                SafeHtml.marked("<mark>slipway repair</mark>"))));
    }
}
