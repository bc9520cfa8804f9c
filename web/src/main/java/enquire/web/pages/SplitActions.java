package enquire.web.pages;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.text.WordCount;
import enquire.storage.PageView;
import enquire.storage.TitleTakenException;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.SplitScreen;
import enquire.web.wiki.LinkWork;
import enquire.web.wiki.PageSplit;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Making pages of a page's sections: a form that shows what would be done, a POST to do it. */
final class SplitActions {

    private static final int FORM_BYTES_MAX = 4_096;

    private final Screens screens;

    SplitActions(Screens screens) {
        this.screens = screens;
    }

    Reply ask(Call call) {
        Wiki wiki = screens.wikis().writable(call);
        PageView page = screens.page(wiki, call);
        Optional<PageSplit.Choice> choice =
                choice(
                        call.query("level").orElse(""),
                        call.query("place").orElse(""),
                        call.query("leave").orElse(""));
        return show(200, wiki, page, choice, "");
    }

    /** Only what was shown: a page that changed since is shown again. */
    Reply split(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        Form form = call.form(FORM_BYTES_MAX);
        Optional<PageSplit.Choice> choice =
                choice(form.text("level"), form.text("place"), form.text("leave"));
        if (!wasShown(wiki, page, form.text("version"))) {
            return show(422, wiki, page, choice, Speaking.messages().text("split.changed"));
        }
        try {
            PageSplit.Plan plan = PageSplit.plan(wiki, page, choice);
            if (plan.sections().isEmpty()) {
                return show(422, wiki, page, choice, "");
            }
            return done(wiki, page, plan);
        } catch (TitleTakenException | InvalidTitleException e) {
            return show(422, wiki, page, choice, Failures.problem(e).detail());
        }
    }

    /** By its text: typing gets another version when it has paused. */
    private static boolean wasShown(Wiki wiki, PageView page, String token) {
        return Version.parse(token)
                .flatMap(version -> wiki.repository().textAt(page.page(), version))
                .equals(Optional.of(page.text()));
    }

    private Reply done(Wiki wiki, PageView page, PageSplit.Plan plan) {
        PageSplit.Outcome outcome = PageSplit.split(screens.wikis().links(), wiki, page, plan);
        LinkWork links = outcome.links().work();
        String sentence =
                Speaking.messages().text("receipt.split", "pages", plan.sections().size());
        boolean linked = !links.ended() || !links.updated().isEmpty();
        List<String> left = new ArrayList<>(outcome.links().left());
        if (!links.ended()) {
            left.add(Speaking.messages().text("receipt.linksGoOn"));
        }
        String path = Wikis.paths(wiki).page(page.displayTitle());
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        linked ? sentence + " " + links.progress() : sentence,
                        left,
                        Optional.of(() -> undone(wiki, path, outcome)));
    }

    private Reply undone(Wiki wiki, String path, PageSplit.Outcome outcome) {
        List<String> stays = outcome.undo(screens.wikis().links(), wiki);
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        Speaking.messages().text("receipt.whole"),
                        stays,
                        Optional.empty());
    }

    /** Empty for an address that names no level. */
    private static Optional<PageSplit.Choice> choice(String level, String place, String leave) {
        return level.matches("[1-6]")
                ? Optional.of(
                        new PageSplit.Choice(
                                Integer.parseInt(level),
                                place.equals("beside"),
                                leave.equals("text")))
                : Optional.empty();
    }

    private Reply show(
            int status,
            Wiki wiki,
            PageView page,
            Optional<PageSplit.Choice> choice,
            String problem) {
        try {
            return show(status, wiki, page, PageSplit.plan(wiki, page, choice), problem);
        } catch (InvalidTitleException noRoomBelow) {
            PageSplit.Choice asked = choice.orElseGet(() -> new PageSplit.Choice(1, false, false));
            var beside = new PageSplit.Choice(asked.level(), true, asked.transclude());
            PageSplit.Plan plan = PageSplit.plan(wiki, page, Optional.of(beside));
            return show(422, wiki, page, plan, Speaking.messages().text("split.noRoom"));
        }
    }

    private Reply show(int status, Wiki wiki, PageView page, PageSplit.Plan plan, String problem) {
        String title = page.displayTitle();
        PageSplit.Choice choice = plan.choice();
        return screens.show(
                status,
                new SplitScreen(
                        screens.frame(
                                wiki, Speaking.messages().text("title.split", "title", title), ""),
                        title,
                        Wikis.paths(wiki).screen("split", title),
                        Wikis.paths(wiki).page(title),
                        page.version().token(),
                        levels(plan),
                        choice.beside(),
                        choice.transclude(),
                        plan.sections().stream()
                                .map(section ->
                                        new SplitScreen.Part(
                                                section.title().value(),
                                                WordCount.of(section.text()),
                                                section.there().isPresent()))
                                .toList(),
                        plan.beyond(),
                        problem));
    }

    private static List<SplitScreen.Level> levels(PageSplit.Plan plan) {
        var levels = new ArrayList<SplitScreen.Level>();
        plan.levels()
                .forEach((level, sections) ->
                        levels.add(
                                new SplitScreen.Level(
                                        level, sections, level == plan.choice().level())));
        return levels;
    }
}
