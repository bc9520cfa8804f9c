package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.ChangesScreen;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.wiki.ReadMark;
import enquire.web.wiki.RecentChanges;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Recent changes, for people. */
final class ChangesHandlers {

    private static final int PER_PAGE = 50;
    private static final int FORM_BYTES_MAX = 1_024;

    /** People that the form offers; others can be written into the address. (Guess.) */
    private static final int PEOPLE_MAX = 200;

    private static final int UNREAD_MAX = Frames.SHOWN_MAX + 1;

    private final Screens screens;

    ChangesHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply changes(Call call) {
        Wiki wiki = screens.wiki(call);
        WikiPaths paths = Wikis.paths(wiki);
        // Before anything is read, so that nothing is marked as read that was not shown.
        long upTo = wiki.repository().authorship().last();
        int unread = ReadMark.unread(wiki, UNREAD_MAX);
        ChangesQuery query = ChangesQuery.of(call, unread > 0);
        RecentChanges.Part part = query.read(wiki, screens.times().zone(), PER_PAGE);
        long mark = ReadMark.of(wiki);
        Map<String, List<ChangesScreen.Change>> days = new LinkedHashMap<>();
        for (RecentChanges.Line line : part.lines()) {
            change(wiki, paths, line, mark)
                    .ifPresent(change ->
                            days.computeIfAbsent(
                                            screens.times().day(line.newest().at()),
                                            day -> new ArrayList<>())
                                    .add(change));
        }
        return screens.show(
                new ChangesScreen(
                        screens.frame(wiki, Speaking.messages().text("changes.title"), "changes"),
                        notices(wiki, unread),
                        shows(paths, query, unread),
                        new ChangesScreen.Filter(query.show().name, query.by(), query.tag()),
                        wiki.members().stream()
                                .map(Wiki.Member::name)
                                .distinct()
                                .limit(PEOPLE_MAX)
                                .toList(),
                        new ChangesScreen.Marking(
                                unread == 0 ? "" : paths.screen("changes"), Long.toString(upTo)),
                        days.entrySet().stream()
                                .map(day -> new ChangesScreen.Day(day.getKey(), day.getValue()))
                                .toList(),
                        empty(query),
                        part.next()
                                .map(place ->
                                        Link.of(
                                                paths.screen("changes")
                                                        + query.parametersFrom(place),
                                                Speaking.messages().text("list.olderChanges")))
                                .orElse(Screens.NO_LINK),
                        paths.screen("changes.atom") + query.parameters()));
    }

    /** What came in is told until it is marked as read. */
    private List<Notice> notices(Wiki wiki, int unread) {
        return Stream.of(
                        unread == 0
                                ? List.<Notice>of()
                                : MergeNotices.ofWiki(wiki, screens.times()),
                        OverlapNotices.ofWiki(wiki),
                        OfferNotices.ofWiki(wiki))
                .flatMap(List::stream)
                .toList();
    }

    /** {@code POST /{wiki}/-/changes}: everything up to {@code upTo} was read. */
    Reply markRead(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        String upTo = call.form(FORM_BYTES_MAX).text("upTo");
        if (!upTo.matches("\\d{1,18}")) {
            throw ProblemException.badRequest(
                    Speaking.messages().text("error.notWholeNumber", "name", "upTo"));
        }
        ReadMark.move(wiki, Long.parseLong(upTo));
        screens.forgetFrames(wiki);
        return Reply.seeOther(Wikis.paths(wiki).screen("changes"));
    }

    private static List<Link> shows(WikiPaths paths, ChangesQuery query, int unread) {
        List<Link> shows = new ArrayList<>();
        for (ChangesQuery.Show show : ChangesQuery.Show.values()) {
            boolean current = show == query.show();
            shows.add(
                    new Link(
                            current ? "" : paths.screen("changes") + query.with(show).parameters(),
                            words(show),
                            show == ChangesQuery.Show.NEW ? Frames.counted(unread) : ""));
        }
        return shows;
    }

    private static String words(ChangesQuery.Show show) {
        return switch (show) {
            case NEW -> Speaking.messages().text("list.showNew");
            case OTHERS -> Speaking.messages().text("list.showOthers");
            case EVERYONE -> Speaking.messages().text("list.showEveryone");
        };
    }

    private static String empty(ChangesQuery query) {
        if (!query.by().isEmpty() || !query.tag().isEmpty()) {
            return Speaking.messages().text("list.noSuchChange");
        }
        return switch (query.show()) {
            case NEW -> Speaking.messages().text("list.nothingNew");
            case OTHERS -> Speaking.messages().text("list.nobodyElse");
            case EVERYONE -> Speaking.messages().text("list.noChanges");
        };
    }

    /** Empty for a page of which nothing can be shown. */
    private Optional<ChangesScreen.Change> change(
            Wiki wiki, WikiPaths paths, RecentChanges.Line line, long mark) {
        return wiki.repository()
                .page(line.page())
                .map(page -> {
                    String title = page.displayTitle();
                    boolean foreign =
                            line.authors().stream().anyMatch(by -> !by.equals(wiki.self()));
                    return new ChangesScreen.Change(
                            screens.times()
                                    .when(
                                            line.newest().at(),
                                            wiki.isClockOff(line.newest().author())),
                            paths.page(title),
                            title,
                            line.authors().stream()
                                    .map(wiki::person)
                                    .distinct()
                                    .map(author -> People.author(wiki, author))
                                    .toList(),
                            foreign && line.newest().place().number() > mark,
                            page.deleted() ? Speaking.messages().text("list.deletedPage") : "",
                            page.deleted() ? "" : paths.screen("diff", title) + "?from=seen");
                });
    }
}
