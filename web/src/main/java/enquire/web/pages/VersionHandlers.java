package enquire.web.pages;

import enquire.editor.markdown.TextSection;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PeerId;
import enquire.editor.page.TextHistory;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.history.EditSession;
import enquire.sync.history.PageHistory;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.DiffScreen;
import enquire.web.screens.OldVersionScreen;
import enquire.web.screens.VersionActions;
import enquire.web.screens.VersionActions.Choice;
import enquire.web.screens.When;
import enquire.web.wiki.OldSection;
import enquire.web.wiki.Since;
import enquire.web.wiki.Versions;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** One version of a page, and what changed between two. */
final class VersionHandlers {

    /** The version that a browser remembers as read last; the node knows of none. */
    private static final String SEEN = "seen";

    /** To choose from; others are compared by their address. */
    private static final int CHOICES_MAX = 50;

    private static final int FORM_BYTES_MAX = 16_384;
    private static final int SECTIONS_MAX = 50;

    private final Screens screens;
    private final Differences differences;

    VersionHandlers(Screens screens, Differences differences) {
        this.screens = screens;
        this.differences = differences;
    }

    /**
     * @throws ProblemException 404 if the page is gone meanwhile
     */
    PageHistory history(Wiki wiki, PageView page) {
        return wiki.history(page.page())
                .orElseThrow(
                        () -> ProblemException.notFound(Speaking.messages().text("error.noPage")));
    }

    Reply diff(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.pageOrDeleted(wiki, call);
        PageHistory history = history(wiki, page);
        Optional<String> asked = call.query("from").filter(from -> !from.equals(SEEN));
        Version from = asked.map(Versions::parse).orElseGet(() -> versionBefore(page, history));
        Version to = call.query("to").map(Versions::parse).orElse(page.version());
        String title = page.displayTitle();
        String path = Wikis.paths(wiki).screen("diff", title);
        String both = path + "?from=" + from.token() + "&to=" + to.token();
        return screens.show(
                new DiffScreen(
                        screens.frame(
                                wiki, Speaking.messages().text("diff.title", "page", title), ""),
                        title,
                        Screens.paths(wiki, page),
                        words(page, history, from),
                        words(page, history, to),
                        differences.of(
                                wiki,
                                page,
                                between(wiki, page, history, from, to),
                                Optional.empty(),
                                call.query("view"),
                                view -> both + (view.isEmpty() ? "" : "&view=" + view)),
                        from.token(),
                        to.token(),
                        path,
                        choices(wiki, page, history, List.of(from, to)),
                        from.equals(page.version()) || !wiki.mayWrite()
                                ? ""
                                : Wikis.paths(wiki).screen("restore", title)));
    }

    /** Exactly what was written between them, if the one came of the other; else by comparing. */
    private static TextHistory.Part between(
            Wiki wiki, PageView page, PageHistory history, Version from, Version to) {
        Optional<BitSet> before = changes(page, history, from);
        Optional<BitSet> after = changes(page, history, to);
        if (before.isPresent() && after.isPresent() && history.text().isPresent()) {
            var since = (BitSet) after.get().clone();
            since.andNot(before.get());
            var both = (BitSet) after.get().clone();
            both.and(before.get());
            if (both.equals(before.get())) {
                return history.text().get().part(after.get(), since);
            }
        }
        String old = text(wiki, page, history, from);
        return new TextHistory.Part(old, TextChange.between(old, text(wiki, page, history, to)));
    }

    /** Without Automerge, if that can be. */
    private static String text(Wiki wiki, PageView page, PageHistory history, Version version) {
        return history.text()
                .flatMap(text -> changes(page, history, version).map(text::text))
                .orElseGet(() -> Versions.text(wiki, page, version));
    }

    /** Empty for a version in the middle of typing. */
    private static Optional<BitSet> changes(PageView page, PageHistory history, Version version) {
        return version.journalPosition() > 0
                ? Optional.empty()
                : history.changesOf(version.heads());
    }

    /** What others did since {@code from}, for the strip above a page that is read again. */
    Reply since(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        Version read = Versions.parse(call.query("from").orElse(""));
        return Json.reply(Since.version(wiki, screens.wikis().node().id(), page, read));
    }

    Reply at(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.pageOrDeleted(wiki, call);
        Version version = Versions.parse(call.parameter("version"));
        PageHistory history = history(wiki, page);
        String text = text(wiki, page, history, version);
        Optional<Integer> last =
                history.changesOf(version.heads())
                        .filter(changes -> !changes.isEmpty())
                        .map(changes -> changes.length() - 1);
        PeerId author = last.map(history::author).orElse(page.changedBy());
        When when = screens.times().when(last.map(history::at).orElse(page.changedAt()));
        String title = page.displayTitle();
        return screens.show(
                new OldVersionScreen(
                        screens.frame(
                                wiki, Speaking.messages().text("title.old", "title", title), ""),
                        title,
                        Screens.paths(wiki, page),
                        when,
                        wiki.nameOf(author),
                        screens.renderer()
                                .preview(wiki, page.title(), Optional.of(page), text)
                                .body(),
                        diff(wiki, page, version, page.version()),
                        actions(wiki, page, history, version, text)));
    }

    /** What can be done with a version whose text this is. */
    VersionActions actions(
            Wiki wiki, PageView page, PageHistory history, Version version, String text) {
        String title = page.displayTitle();
        boolean restorable = wiki.mayWrite() && !text.equals(page.text());
        return new VersionActions(
                version.token(),
                at(wiki, page, version),
                text,
                restorable ? Wikis.paths(wiki).screen("restore", title) : "",
                restorable ? sections(text, page.text()) : List.of(),
                Wikis.paths(wiki).screen("diff", title),
                wiki.mayWrite() ? Wikis.paths(wiki).screen("name", title) : "",
                name(history, version).orElse(""),
                choices(wiki, page, history, List.of()));
    }

    private static Optional<String> name(PageHistory history, Version version) {
        return history.named().stream()
                .filter(named -> named.version().equals(version))
                .map(PageHistory.Named::name)
                .findFirst();
    }

    /** Gives a version a name, or takes it away. */
    Reply name(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.pageOrDeleted(wiki, call);
        Form form = call.form(FORM_BYTES_MAX);
        Version version = folded(wiki, page, Versions.parse(form.text("version")));
        if (history(wiki, page).changesOf(version.heads()).isEmpty()) {
            throw ProblemException.notFound(Versions.unknown());
        }
        if (version.heads().hashes().size() > NamedVersion.HEADS_MAX) {
            throw ProblemException.conflict(Speaking.messages().text("version.tooMany"));
        }
        return named(wiki, page, version, NamedVersion.name(form.text("name")));
    }

    /**
     * What was being typed when a screen was made has become a change since, or becomes one now.
     */
    private Version folded(Wiki wiki, PageView page, Version version) {
        if (version.journalPosition() == 0) {
            return version;
        }
        String text = Versions.text(wiki, page, version);
        wiki.repository().exchange().fold(page.page());
        PageHistory history = history(wiki, page);
        return history.madeOn(version.heads())
                .filter(made ->
                        history.changesOf(made.heads())
                                .flatMap(changes -> history.text().map(each -> each.text(changes)))
                                .filter(text::equals)
                                .isPresent())
                .orElseThrow(() -> ProblemException.notFound(Versions.unknown()));
    }

    private Reply named(Wiki wiki, PageView page, Version version, Optional<String> name) {
        Optional<String> before = name(history(wiki, page), version);
        if (name.isPresent()) {
            wiki.repository().archive().name(page.page(), version.heads(), name.get());
        } else if (before.isPresent()) {
            wiki.repository().archive().unname(page.page(), version.heads());
        }
        return screens.receipts()
                .done(
                        wiki,
                        HistoryHandler.href(wiki, page, version, ""),
                        name.map(given ->
                                        Speaking.messages()
                                                .text("receipt.versionNamed", "name", given))
                                .orElse(Speaking.messages().text("receipt.versionUnnamed")),
                        () -> named(wiki, page, version, before));
    }

    private static List<VersionActions.Section> sections(String text, String now) {
        var sections = TextSection.of(text);
        if (sections.size() < 2) {
            return List.of();
        }
        return OldSection.differing(text, now).stream()
                .limit(SECTIONS_MAX)
                .map(number -> {
                    String title = sections.get(number).title();
                    return new VersionActions.Section(
                            number,
                            title.isEmpty()
                                    ? Speaking.messages().text("version.noHeading")
                                    : title);
                })
                .toList();
    }

    /**
     * The page now and the newest sessions.
     *
     * @param more versions that must be among them
     */
    private List<Choice> choices(
            Wiki wiki, PageView page, PageHistory history, List<Version> more) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice(page.version().token(), Speaking.messages().text("version.now")));
        for (PageHistory.Named named : history.named()) {
            if (choices.size() <= CHOICES_MAX) {
                add(
                        choices,
                        new Choice(
                                named.version().token(),
                                Speaking.messages().text("version.quoted", "name", named.name())));
            }
        }
        for (EditSession session : history.sessions()) {
            if (choices.size() <= 2 * CHOICES_MAX) {
                add(
                        choices,
                        new Choice(
                                session.version().token(),
                                Speaking.messages()
                                        .text(
                                                "version.session",
                                                "when",
                                                screens.times()
                                                        .daySpan(
                                                                session.from(),
                                                                session.to(),
                                                                wiki.isClockOff(session.author())),
                                                "name",
                                                wiki.nameOf(session.author()))));
            }
        }
        for (Version version : more) {
            String words =
                    when(history, version)
                            .map(when -> Speaking.messages().text("version.at", "when", when))
                            .orElseGet(() -> Speaking.messages().text("version.older"));
            add(choices, new Choice(version.token(), words));
        }
        return choices;
    }

    private static void add(List<Choice> choices, Choice choice) {
        if (choices.stream().noneMatch(each -> each.token().equals(choice.token()))) {
            choices.add(choice);
        }
    }

    /** What a session did, found by comparing the page before and after. */
    TextHistory.Part since(Wiki wiki, PageView page, EditSession session) {
        String after = Versions.text(wiki, page, session.version());
        String before =
                history(wiki, page)
                        .versionBefore(session)
                        .map(version -> Versions.text(wiki, page, version))
                        .orElse("");
        return new TextHistory.Part(before, TextChange.between(before, after));
    }

    private static Version versionBefore(PageView page, PageHistory history) {
        return history.sessions().stream()
                .findFirst()
                .flatMap(history::versionBefore)
                .orElse(page.version());
    }

    private String words(PageView page, PageHistory history, Version version) {
        if (version.equals(page.version())) {
            return Speaking.messages().text("version.nowWithin");
        }
        return when(history, version)
                .map(when -> Speaking.messages().text("version.atWithin", "when", when))
                .orElseGet(() -> Speaking.messages().text("version.olderWithin"));
    }

    /** When it was written, in words; empty if that is not known. */
    private Optional<String> when(PageHistory history, Version version) {
        return history.changesOf(version.heads())
                .filter(changes -> !changes.isEmpty())
                .map(changes -> history.at(changes.length() - 1))
                .map(screens.times()::at);
    }

    static String at(Wiki wiki, PageView page, Version version) {
        return Wikis.paths(wiki).screen("at/" + version.token(), page.displayTitle());
    }

    static String diff(Wiki wiki, PageView page, Version from, Version to) {
        return Wikis.paths(wiki).screen("diff", page.displayTitle())
                + "?from="
                + from.token()
                + "&to="
                + to.token();
    }
}
