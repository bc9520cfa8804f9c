package enquire.web.pages;

import enquire.editor.page.TextHistory;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.history.EditSession;
import enquire.sync.history.EditSize;
import enquire.sync.history.EditStep;
import enquire.sync.history.PageHistory;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.HistoryScreen;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.wiki.ActWords;
import enquire.web.wiki.Versions;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /{wiki}/-/history/{title}}: who wrote when, and what one of the sessions did. */
final class HistoryHandler implements Handler {

    private static final int PER_PAGE = 30;
    private static final Set<String> VIEWS =
            Set.of(Differences.SOURCE, Differences.WRITERS, Differences.WHOLE);
    private static final int OFFSET_MAX = 1_000_000;

    /** More are named by how many they are. (A guess: a session has few, unless by a program.) */
    private static final int STEPS_MAX = 100;

    /** Listed above the sessions; all of them stand beside theirs. */
    private static final int NAMED_MAX = 20;

    private final Screens screens;
    private final Differences differences;
    private final VersionHandlers versions;

    HistoryHandler(Screens screens, Differences differences, VersionHandlers versions) {
        this.screens = screens;
        this.differences = differences;
        this.versions = versions;
    }

    @Override
    public Reply handle(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.pageOrDeleted(wiki, call);
        PageHistory history = versions.history(wiki, page);
        List<EditSession> sessions = history.sessions();
        Optional<EditSession> asked =
                call.query("at").map(Versions::parse).map(version -> session(history, version));
        int offset =
                asked.map(session -> sessions.indexOf(session) / PER_PAGE * PER_PAGE)
                        .orElseGet(() -> call.query("offset", 0, 0, OFFSET_MAX));
        int from = Math.min(offset, sessions.size());
        int to = Math.min(from + PER_PAGE, sessions.size());
        List<EditSession> listed = sessions.subList(from, to);
        Optional<EditSession> shown = asked.or(() -> listed.stream().findFirst());
        Optional<String> view = call.query("view");
        List<EditSize> sizes = history.sizesOfSessions(listed);
        var rows = new ArrayList<HistoryScreen.Session>();
        String day = "";
        for (int i = 0; i < listed.size(); i++) {
            EditSession session = listed.get(i);
            String its = screens.times().day(session.to());
            boolean current = shown.filter(session::equals).isPresent();
            rows.add(
                    row(
                            wiki,
                            page,
                            history,
                            session,
                            sizes.get(i),
                            its.equals(day) ? "" : its,
                            current,
                            view));
            day = its;
        }
        return screens.show(
                new HistoryScreen(
                        screens.frame(
                                wiki,
                                call,
                                Speaking.messages()
                                        .text("history.title", "page", page.displayTitle()),
                                ""),
                        page.displayTitle(),
                        Screens.paths(wiki, page),
                        notices(wiki, page),
                        only(wiki, history),
                        named(wiki, page, history),
                        rows,
                        from > 0
                                ? more(
                                        wiki,
                                        page,
                                        from - PER_PAGE,
                                        Speaking.messages().text("list.newer"))
                                : Screens.NO_LINK,
                        to < sessions.size()
                                ? more(wiki, page, to, Speaking.messages().text("list.older"))
                                : Screens.NO_LINK,
                        wiki.redacting().mayRedact()
                                ? Link.of(
                                        RedactHandlers.screen(wiki, page),
                                        Speaking.messages().text("redact.link"))
                                : Screens.NO_LINK,
                        shown.map(session ->
                                shown(
                                        wiki,
                                        page,
                                        history,
                                        session,
                                        sizes.get(listed.indexOf(session)),
                                        view))));
    }

    private List<Notice> notices(Wiki wiki, PageView page) {
        var notices = new ArrayList<>(OfferNotices.ofHistory(wiki, page));
        notices.addAll(RedactHandlers.told(wiki, page, screens.times()));
        return notices;
    }

    private String only(Wiki wiki, PageHistory history) {
        if (history.sessions().size() != 1) {
            return "";
        }
        EditSession session = history.sessions().getFirst();
        if (history.steps(session).size() != 1) {
            return "";
        }
        Messages messages = Speaking.messages();
        boolean own = session.author().equals(wiki.self());
        String author = wiki.nameOf(session.author());
        long days = screens.times().daysAgo(session.to());
        if (days < 2) {
            String day = days == 0 ? "today" : "yesterday";
            return own
                    ? messages.text("version.ownNear", "day", day)
                    : messages.text("version.onlyNear", "name", author, "day", day);
        }
        String day = screens.times().day(session.to());
        return own
                ? messages.text("version.own", "day", day)
                : messages.text("version.only", "name", author, "day", day);
    }

    private List<Link> named(Wiki wiki, PageView page, PageHistory history) {
        return history.named().stream()
                .limit(NAMED_MAX)
                .map(named ->
                        new Link(
                                href(wiki, page, named.version(), ""),
                                named.name(),
                                screens.times().day(history.at(named.last()))))
                .toList();
    }

    private static EditSession session(PageHistory history, Version version) {
        return history.sessionOf(version)
                .orElseThrow(() -> ProblemException.notFound(Versions.unknown()));
    }

    private static Link more(Wiki wiki, PageView page, int offset, String text) {
        String path = Wikis.paths(wiki).screen("history", page.displayTitle());
        return Link.of(path + "?offset=" + Math.max(0, offset), text);
    }

    private HistoryScreen.Session row(
            Wiki wiki,
            PageView page,
            PageHistory history,
            EditSession session,
            EditSize size,
            String day,
            boolean current,
            Optional<String> view) {
        var acts = new LinkedHashSet<String>();
        session.changes().stream()
                .forEach(change -> acts.addAll(ActWords.of(history.acts(change))));
        return new HistoryScreen.Session(
                day,
                screens.times()
                        .span(session.from(), session.to(), wiki.isClockOff(session.author())),
                screens.times().when(session.to()),
                People.author(wiki, session.author()),
                size.sections() == 0
                        ? ""
                        : Speaking.messages().text("count.sections", "sections", size.sections()),
                size.added(),
                size.removed(),
                history.named().stream()
                        .filter(named -> session.changes().get(named.last()))
                        .map(PageHistory.Named::name)
                        .toList(),
                List.copyOf(acts),
                href(wiki, page, session.version(), view.orElse("")),
                current);
    }

    static String href(Wiki wiki, PageView page, Version version, String view) {
        return Wikis.paths(wiki).screen("history", page.displayTitle())
                + "?at="
                + version.token()
                + (VIEWS.contains(view) ? "&view=" + view : "");
    }

    private HistoryScreen.Shown shown(
            Wiki wiki,
            PageView page,
            PageHistory history,
            EditSession session,
            EditSize size,
            Optional<String> view) {
        TextHistory.Part part =
                history.doing(session).orElseGet(() -> versions.since(wiki, page, session));
        List<EditStep> steps = history.steps(session);
        return new HistoryScreen.Shown(
                row(wiki, page, history, session, size, "", true, view),
                screens.times()
                        .daySpan(session.from(), session.to(), wiki.isClockOff(session.author())),
                differences.of(
                        wiki,
                        page,
                        part,
                        Writers.of(history, PageHistory.upTo(session.last())),
                        view,
                        name -> href(wiki, page, session.version(), name)),
                versions.actions(wiki, page, history, session.version(), part.after()),
                steps.size() < 2 ? List.of() : steps(wiki, page, history, steps),
                Math.max(0, steps.size() - STEPS_MAX));
    }

    private List<HistoryScreen.Step> steps(
            Wiki wiki, PageView page, PageHistory history, List<EditStep> steps) {
        List<EditStep> told = steps.subList(0, Math.min(steps.size(), STEPS_MAX));
        List<EditSize> sizes = history.sizesOfSteps(told);
        var rows = new ArrayList<HistoryScreen.Step>();
        for (int i = 0; i < told.size(); i++) {
            EditStep step = told.get(i);
            List<String> acts = ActWords.of(history.acts(step));
            rows.add(
                    new HistoryScreen.Step(
                            screens.times().second(step.at()),
                            VersionHandlers.at(wiki, page, step.version()),
                            acts.isEmpty()
                                    ? Speaking.messages()
                                            .text(
                                                    "count.words",
                                                    "added",
                                                    sizes.get(i).added(),
                                                    "removed",
                                                    sizes.get(i).removed())
                                    : String.join(", ", acts)));
        }
        return rows;
    }
}
