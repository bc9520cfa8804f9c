package enquire.web.pages;

import enquire.storage.PageView;
import enquire.storage.SuggestedEdit;
import enquire.storage.UnknownVersionException;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.Problem;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.SuggestScreen;
import enquire.web.wiki.PageText;
import enquire.web.wiki.Versions;
import java.io.IOException;

/** The form in which who may only read suggests an edit; the page stays as it is. */
final class SuggestHandlers {

    /** What the screen is asked by which one was made just now. */
    static final String MADE = "made";

    /** Form encoding makes up to three bytes of one. */
    private static final int FORM_BYTES_MAX = 3 * PageText.BYTES_MAX + 16_384;

    private final Screens screens;

    SuggestHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply ask(Call call) {
        Wiki wiki = screens.wiki(call);
        if (!wiki.suggesting().maySuggest()) {
            // Who writes is asked for nothing that is only suggested; others are told why.
            screens.wikis().writable(call);
            PageView page = screens.page(wiki, call);
            return Reply.seeOther(Screens.paths(wiki, page).edit());
        }
        PageView page = screens.page(wiki, call);
        return screens.show(screen(wiki, page, page.text(), page.version().token(), ""));
    }

    /** Whatever fails, the form comes back with what was typed. */
    Reply suggest(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Form form = call.form(FORM_BYTES_MAX);
        // Deleted meanwhile, it says so, and what was typed is not lost.
        PageView page = screens.pageOrDeleted(wiki, call);
        String base = form.text("version");
        try {
            Version version = base.isEmpty() ? page.version() : Versions.parse(base);
            String text = PageText.checked(form.text("text"));
            SuggestedEdit made = wiki.suggesting().suggest(page.page(), version, text);
            return Reply.seeOther(
                    "%s?%s=%s".formatted(OfferNotices.screen(wiki, page), MADE, made.id()));
        } catch (UnknownVersionException e) {
            Problem problem = Failures.problem(e);
            String advice = Speaking.messages().text("suggest.newBase");
            return again(wiki, page, form, page.version().token(), problem, advice);
        } catch (RuntimeException e) {
            return again(wiki, page, form, base, Failures.problem(e), "");
        }
    }

    private Reply again(
            Wiki wiki, PageView page, Form form, String base, Problem problem, String advice) {
        String sentence = "%s %s %s".formatted(problem.title(), problem.detail(), advice).strip();
        return screens.show(
                problem.status(), screen(wiki, page, form.text("text"), base, sentence));
    }

    private SuggestScreen screen(
            Wiki wiki, PageView page, String text, String version, String problem) {
        return new SuggestScreen(
                screens.frame(
                        wiki,
                        Speaking.messages().text("suggest.of", "title", page.displayTitle()),
                        ""),
                page.displayTitle(),
                Screens.paths(wiki, page),
                text,
                version,
                problem);
    }
}
