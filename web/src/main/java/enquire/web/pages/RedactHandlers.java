package enquire.web.pages;

import enquire.storage.PageView;
import enquire.storage.TakingOut;
import enquire.storage.WordsNotTakenOutException;
import enquire.sync.node.Redacting;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.Notice;
import enquire.web.screens.RedactScreen;
import enquire.web.wiki.RedactionWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Taking something out of a page's past for good: a form that asks what, one that says what that
 * means and asks for the title, a POST to do it. What is to go stands in no address and no log.
 */
final class RedactHandlers {

    /** Each character of the words may be escaped. */
    private static final int FORM_BYTES_MAX = 12 * RedactionWords.CHARACTERS_MAX;

    private final Screens screens;

    RedactHandlers(Screens screens) {
        this.screens = screens;
    }

    /** Where it is asked for. */
    static String screen(Wiki wiki, PageView page) {
        return Wikis.paths(wiki).screen("redact", page.displayTitle());
    }

    private static String history(Wiki wiki, PageView page) {
        return Wikis.paths(wiki).screen("history", page.displayTitle());
    }

    /** Who took something out of the past of a page, the last first. */
    static List<Notice> told(Wiki wiki, PageView page, Times times) {
        Messages messages = Speaking.messages();
        var told = new ArrayList<Notice>();
        if (wiki.redacting().isWaiting(page.page())) {
            told.add(new Notice(messages.text("redact.waiting"), Screens.NO_LINK));
        }
        wiki.redacting().told(page.page()).reversed().stream()
                .map(each ->
                        messages.text(
                                "redact.told",
                                "name",
                                wiki.nameOf(each.by()),
                                "day",
                                times.day(each.at())))
                .distinct()
                .map(sentence -> new Notice(sentence, Screens.NO_LINK))
                .forEach(told::add);
        return told;
    }

    Reply ask(Call call) {
        Wiki wiki = screens.wiki(call);
        RedactionWords.requireAllowed(wiki);
        PageView page = screens.page(wiki, call);
        return screens.show(asking(wiki, page, "", ""));
    }

    Reply act(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        RedactionWords.requireAllowed(wiki);
        PageView page = screens.page(wiki, call);
        Form form = call.form(FORM_BYTES_MAX);
        String given = form.text("words");
        try {
            String words = RedactionWords.words(given);
            TakingOut.Found found = wiki.redacting().find(page.page(), words);
            String title = form.text("title").strip();
            if (!title.equals(page.displayTitle())) {
                String problem =
                        title.isEmpty() ? "" : Speaking.messages().text("redact.otherTitle");
                return screens.show(confirming(wiki, page, words, found, problem));
            }
            Redacting.Redacted redacted = wiki.redacting().redact(page.page(), words);
            boolean clean = RedactionWords.isClean(redacted);
            return screens.receipts()
                    .done(
                            wiki,
                            history(wiki, page),
                            Speaking.messages().text(clean ? "redact.done" : "redact.doneUnclean"),
                            List.of(),
                            Optional.empty());
        } catch (ProblemException | WordsNotTakenOutException e) {
            return screens.show(asking(wiki, page, given, Failures.problem(e).detail()));
        }
    }

    private RedactScreen asking(Wiki wiki, PageView page, String words, String problem) {
        return show(wiki, page, words, "", List.of(), problem);
    }

    private RedactScreen confirming(
            Wiki wiki, PageView page, String words, TakingOut.Found found, String problem) {
        Messages messages = Speaking.messages();
        int others = wiki.members().size() - 1;
        List<String> consequences =
                List.of(
                        messages.text("redact.stays"),
                        messages.text("redact.others", "members", others),
                        messages.text("redact.never"));
        String sentence =
                messages.text("redact.found", "now", found.now(), "edits", found.changes());
        return show(wiki, page, words, sentence, consequences, problem);
    }

    private RedactScreen show(
            Wiki wiki,
            PageView page,
            String words,
            String found,
            List<String> consequences,
            String problem) {
        return new RedactScreen(
                screens.frame(wiki, Speaking.messages().text("redact.link"), ""),
                page.displayTitle(),
                words,
                found,
                consequences,
                problem,
                screen(wiki, page),
                history(wiki, page));
    }
}
