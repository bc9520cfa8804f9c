package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;
import java.util.Optional;

/** The screens that tell versions of a page from each other; the rest is {@link SampleScreens}. */
final class SampleVersions {

    private final String title;
    private final Frame frame;
    private final List<Notice> notices;

    SampleVersions(String title, Frame frame, List<Notice> notices) {
        this.title = title;
        this.frame = frame;
        this.notices = notices;
    }

    Screen history() {
        var session =
                new HistoryScreen.Session(
                        "Today",
                        "14:40 to 15:02",
                        SampleScreens.JUST_NOW,
                        new Person(title, "A", 1),
                        "2 sections",
                        48,
                        12,
                        List.of(title),
                        List.of("Titled “" + title + "”"),
                        "/co-op/-/history/x?at=v2",
                        true);
        return new HistoryScreen(
                frame,
                title,
                SampleScreens.PATHS,
                notices,
                "One version, written by " + title + " today.",
                List.of(new Link("?at=v1", title, "Today")),
                List.of(session),
                SampleScreens.NONE,
                Link.of("?offset=50", "Older"),
                Link.of("/co-op/-/redact/x", "Take something out for good…"),
                Optional.of(
                        new HistoryScreen.Shown(
                                session,
                                "Today 14:40 to 15:02",
                                difference(true),
                                versionActions(),
                                List.of(
                                        new HistoryScreen.Step(
                                                "14:52:07", "/co-op/-/at/v1/x", title)),
                                3)));
    }

    private Difference difference(boolean rendered) {
        return new Difference(
                List.of(
                        new Difference.View("?at=v2", "Rendered", rendered),
                        new Difference.View("?at=v2&view=source", "Source", !rendered)),
                rendered ? SampleScreens.text() : SafeHtml.EMPTY,
                rendered
                        ? List.of()
                        : List.of(
                                new DiffScreen.Line(DiffScreen.Kind.SKIPPED, "12 lines as before"),
                                new DiffScreen.Line(DiffScreen.Kind.SAME, "## Order of work"),
                                new DiffScreen.Line(DiffScreen.Kind.REMOVED, "1. Clear weed."),
                                new DiffScreen.Line(DiffScreen.Kind.ADDED, title)),
                false,
                rendered ? 2 : 0,
                rendered
                        ? List.of(new Difference.Writer(new Person(title, "A", 1), "62 %"))
                        : List.of(),
                "",
                Link.of("?view=whole", "Show the whole page"));
    }

    private VersionActions versionActions() {
        return new VersionActions(
                "v1",
                "/co-op/-/at/v1/x",
                title,
                "/co-op/-/restore/x",
                List.of(new VersionActions.Section(1, title)),
                "/co-op/-/diff/x",
                "/co-op/-/name/x",
                title,
                List.of(new VersionActions.Choice("v2", title)));
    }

    Screen suggestions() {
        var edit =
                new SuggestionsScreen.Edit(
                        "ab12",
                        new Person(title, "B", 2),
                        SampleScreens.JUST_NOW,
                        "It was written on top of an edit by " + title + ".",
                        true,
                        true,
                        List.of(new DiffScreen.Line(DiffScreen.Kind.ADDED, title)));
        return new SuggestionsScreen(
                frame,
                title,
                SampleScreens.PATHS,
                true,
                "/co-op/-/suggestions/x",
                "This edit by " + title + " is not offered any more.",
                new Notice("Dismissed.", SampleScreens.NONE),
                "cd34",
                "They are kept.",
                true,
                List.of(edit),
                List.of(edit),
                List.of(
                        new SuggestionsScreen.Own(
                                "ef56",
                                SampleScreens.JUST_NOW,
                                "Taken in by " + title + ".",
                                true,
                                List.of(new DiffScreen.Line(DiffScreen.Kind.ADDED, title)))));
    }

    Screen overlaps() {
        var side =
                new OverlapsScreen.Side(
                        new Person(title, "B", 2),
                        title + "'s",
                        List.of(
                                new OverlapsScreen.Piece(OverlapsScreen.Kind.SAME, title),
                                new OverlapsScreen.Piece(OverlapsScreen.Kind.REMOVED, title),
                                new OverlapsScreen.Piece(OverlapsScreen.Kind.ADDED, title)),
                        "ab12",
                        "Keep " + title + "'s");
        return new OverlapsScreen(
                frame,
                title,
                SampleScreens.PATHS,
                "/co-op/-/overlaps/x",
                "v1",
                "This place is not marked any more.",
                new Notice("Done.", SampleScreens.NONE),
                List.of(
                        new OverlapsScreen.Place(
                                "cd34",
                                title,
                                List.of(side, side),
                                title,
                                "/co-op/-/edit/x?overlap=cd34")));
    }

    Screen diff() {
        return new DiffScreen(
                frame,
                title,
                SampleScreens.PATHS,
                "yesterday 14:40",
                "today 15:02",
                difference(false),
                "v1",
                "v2",
                "/co-op/-/diff/x",
                List.of(new VersionActions.Choice("v1", title)),
                "/co-op/-/restore/x");
    }

    Screen oldVersion() {
        return new OldVersionScreen(
                frame,
                title,
                SampleScreens.PATHS,
                SampleScreens.JUST_NOW,
                "Bob",
                SampleScreens.text(),
                "/co-op/-/diff/x",
                versionActions());
    }
}
