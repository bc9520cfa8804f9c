package enquire.web.screens;

import java.util.List;
import java.util.function.Function;

/** The screens that list pages or draw how they hang together. */
final class SampleLists {

    private final String title;
    private final Function<String, Frame> frames;

    /**
     * @param frames by which entry of the navigation is the screen
     */
    SampleLists(String title, Function<String, Frame> frames) {
        this.title = title;
        this.frames = frames;
    }

    Screen list() {
        return new ListScreen(
                frames.apply("pages"),
                "All pages",
                "214 pages",
                List.of(Link.of("", "A to Z"), Link.of("?order=edited", "Last edited")),
                List.of(
                        ListScreen.Row.of(SampleScreens.PATHS.read(), title, "today"),
                        new ListScreen.Row(
                                "/co-op/Night_crew",
                                "Night crew",
                                "2 links",
                                true,
                                "/co-op/-/restore/x",
                                "Restore page")),
                "No pages yet.",
                Link.of("?after=x", "More"));
    }

    Screen map() {
        var row = new MapScreen.Row(SampleScreens.PATHS.read(), title, 1, 2, 3);
        return new MapScreen(
                frames.apply("map"),
                title,
                2,
                "/-/api/v1/wikis/co-op/graph?depth=2",
                SampleScreens.PATHS.read(),
                "/co-op/-/map?whole=on",
                List.of(row, row),
                7);
    }

    Screen newPage() {
        return new NewPageScreen(
                frames.apply("templates"),
                "/co-op/-/templates",
                title,
                List.of(new NewPageScreen.Template(title, title, SampleScreens.PATHS.read())),
                title,
                title);
    }

    Screen tree() {
        var leaf =
                new TreeScreen.Node(
                        SampleScreens.PATHS.read(), "x/" + title, title, "", "", 0, List.of());
        var branch =
                new TreeScreen.Node(
                        "",
                        "x/" + title,
                        title,
                        SampleScreens.PATHS.move(),
                        SampleScreens.PATHS.rename(),
                        1,
                        List.of(leaf));
        return new TreeScreen(
                frames.apply("pages"),
                title,
                List.of(Link.of("", title)),
                List.of(branch),
                SampleScreens.NONE);
    }
}
