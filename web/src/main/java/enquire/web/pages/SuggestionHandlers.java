package enquire.web.pages;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.NoSuchSuggestionException;
import enquire.storage.PageView;
import enquire.storage.PagesLeftOut.PageLeftOut;
import enquire.storage.SuggestionRefusedException;
import enquire.storage.Suggestions;
import enquire.storage.Suggestions.Decision;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.ListScreen;
import enquire.web.screens.Notice;
import enquire.web.screens.PageLeftOutScreen;
import enquire.web.screens.SuggestionsScreen;
import enquire.web.screens.When;
import enquire.web.wiki.OfferedEdit;
import enquire.web.wiki.OwnSuggestion;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/** Edits that pages do not hold: which there are, what they would do, and a decision about each. */
final class SuggestionHandlers {

    private static final int FORM_BYTES_MAX = 1_024;
    private static final String TAKEN = "taken";
    private static final String DISMISSED = "dismissed";
    private static final String BEFORE = "before";
    private static final When UNKNOWN_TIME = new When("", "");

    private final Screens screens;

    SuggestionHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply pages(Call call) {
        Wiki wiki = screens.wiki(call);
        List<Link> whole =
                Stream.concat(
                                OfferNotices.ownPages(wiki).stream(),
                                OfferNotices.wholePages(wiki).stream())
                        .toList();
        return screens.show(
                new ListScreen(
                        screens.frame(wiki, Speaking.messages().text("offer.title"), ""),
                        Speaking.messages().text("offer.heading"),
                        whole.isEmpty()
                                ? Speaking.messages().text("offer.lead")
                                : Speaking.messages().text("offer.leadWithPages"),
                        List.of(),
                        Stream.concat(OfferNotices.pages(wiki).stream(), whole.stream())
                                .map(page ->
                                        ListScreen.Row.of(page.href(), page.text(), page.note()))
                                .toList(),
                        Speaking.messages().text("offer.none"),
                        Screens.NO_LINK));
    }

    /** By its id: no page of the wiki has its title. */
    Reply wholePage(Call call) {
        Wiki wiki = screens.wiki(call);
        PageLeftOut page;
        try {
            PageId id = PageId.parse(call.parameter("id"));
            page = wiki.repository().pagesLeftOut().page(id).orElseThrow();
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw ProblemException.notFound(Speaking.messages().text("offer.noPage"));
        }
        return screens.show(
                new PageLeftOutScreen(
                        screens.frame(wiki, page.title(), ""),
                        page.title(),
                        Speaking.messages().text("offer.pageLead"),
                        page.text()));
    }

    Reply page(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.pageOrDeleted(wiki, call);
        if (decided(wiki, page, call, DISMISSED, Decision.DISMISSED)) {
            var notice = new Notice(Speaking.messages().text("offer.dismissed"), Screens.NO_LINK);
            return screens.show(screen(wiki, page, "", notice, call.query(DISMISSED).orElse("")));
        }
        Optional<PeerId> takenFrom =
                call.query(TAKEN)
                        .map(OfferedEdit::id)
                        .flatMap(id -> wiki.suggesting().takenFrom(page.page(), id));
        if (takenFrom.isPresent()) {
            String sentence =
                    Speaking.messages()
                            .text("offer.takenFrom", "name", wiki.nameOf(takenFrom.get()));
            var notice = new Notice(sentence, changes(wiki, page, call));
            return screens.show(screen(wiki, page, "", notice, ""));
        }
        if (madeHere(wiki, page, call)) {
            var notice = new Notice(Speaking.messages().text("suggested.made"), Screens.NO_LINK);
            return screens.show(screen(wiki, page, "", notice, ""));
        }
        if (decided(wiki, page, call, TAKEN, Decision.TAKEN)) {
            var notice =
                    new Notice(Speaking.messages().text("offer.taken"), changes(wiki, page, call));
            return screens.show(screen(wiki, page, "", notice, ""));
        }
        return screens.show(screen(wiki, page, "", new Notice("", Screens.NO_LINK), ""));
    }

    private static boolean madeHere(Wiki wiki, PageView page, Call call) {
        Optional<ChangeHash> made = call.query(SuggestHandlers.MADE).map(OfferedEdit::id);
        return made.isPresent()
                && wiki.suggesting().own(page.page()).stream()
                        .anyMatch(own -> own.edit().id().equals(made.get()) && !own.taken());
    }

    /** Only what was really decided: the query comes from anywhere. */
    private static boolean decided(
            Wiki wiki, PageView page, Call call, String name, Decision decision) {
        Optional<String> id = call.query(name);
        return id.isPresent()
                && wiki.repository()
                        .suggestions()
                        .decision(page.page(), OfferedEdit.id(id.get()))
                        .filter(decision::equals)
                        .isPresent();
    }

    /** Where the changes are shown, and the page as it was before can be restored. */
    private static Link changes(Wiki wiki, PageView page, Call call) {
        return call.query(BEFORE)
                .flatMap(Version::parse)
                .map(before ->
                        Link.of(
                                Wikis.paths(wiki).screen("diff", page.displayTitle())
                                        + "?from="
                                        + before.token(),
                                Speaking.messages().text("common.showChanges")))
                .orElse(Screens.NO_LINK);
    }

    Reply decide(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.pageOrDeleted(wiki, call);
        var form = call.form(FORM_BYTES_MAX);
        ChangeHash id = OfferedEdit.id(form.text("id"));
        try {
            return Reply.seeOther(
                    OfferNotices.screen(wiki, page)
                            + decide(wiki, page, id, form.text("decision")));
        } catch (NoSuchSuggestionException | SuggestionRefusedException e) {
            String problem = Failures.problem(e).detail();
            var nothing = new Notice("", Screens.NO_LINK);
            return screens.show(409, screen(wiki, page, problem, nothing, ""));
        }
    }

    /** What the screen has to be asked then, so that it says what was done. */
    private static String decide(Wiki wiki, PageView page, ChangeHash id, String decision) {
        Suggestions suggestions = wiki.repository().suggestions();
        PageId of = page.page();
        switch (decision) {
            case "take" -> {
                wiki.suggesting().accept(of, id);
                return "?%s=%s&%s=%s".formatted(TAKEN, id, BEFORE, page.version().token());
            }
            case "dismiss" -> {
                suggestions.dismiss(of, id);
                return "?%s=%s".formatted(DISMISSED, id);
            }
            case "offer" -> {
                suggestions.offerAgain(of, id);
                return "";
            }
            case "suggest" -> {
                ChangeHash made = wiki.suggesting().suggestLeftOut(of, id);
                return "?%s=%s".formatted(SuggestHandlers.MADE, made);
            }
            case "withdraw" -> {
                wiki.suggesting().withdraw(of, id);
                return "";
            }
            default ->
                    throw ProblemException.badRequest(
                            Speaking.messages().text("offer.badDecision"));
        }
    }

    private SuggestionsScreen screen(
            Wiki wiki, PageView page, String problem, Notice notice, String undo) {
        List<OfferedEdit> offered = OfferedEdit.of(wiki, page.page());
        boolean ofReaders = offered.stream().allMatch(OfferedEdit::byReader);
        return new SuggestionsScreen(
                screens.frame(
                        wiki,
                        Speaking.messages().text("offer.of", "title", page.displayTitle()),
                        ""),
                page.displayTitle(),
                Screens.paths(wiki, page),
                page.deleted(),
                OfferNotices.screen(wiki, page),
                problem,
                notice,
                undo,
                Speaking.messages().text(lead(wiki.mayWrite(), ofReaders)),
                wiki.mayWrite(),
                edits(wiki, offered),
                edits(wiki, OfferedEdit.dismissed(wiki, page.page())),
                OwnSuggestion.of(wiki, page).stream().map(this::own).toList());
    }

    private static String lead(boolean mayWrite, boolean ofReaders) {
        return !mayWrite
                ? "suggestions.leadReading"
                : ofReaders ? "suggestions.leadReaders" : "suggestions.lead";
    }

    private SuggestionsScreen.Own own(OwnSuggestion own) {
        return new SuggestionsScreen.Own(
                own.id().toString(),
                screens.times().when(own.at()),
                own.state(),
                !own.taken(),
                own.lines());
    }

    private List<SuggestionsScreen.Edit> edits(Wiki wiki, List<OfferedEdit> edits) {
        return edits.stream()
                .map(edit ->
                        new SuggestionsScreen.Edit(
                                edit.id().toString(),
                                People.author(wiki, edit.author()),
                                edit.at().map(screens.times()::when).orElse(UNKNOWN_TIME),
                                edit.why(),
                                edit.mayBeThere(),
                                edit.maySuggest(),
                                edit.lines()))
                .toList();
    }
}
