package enquire.web.pages;

import enquire.editor.page.BlobId;
import enquire.storage.PageView;
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
import enquire.web.wiki.Manifest;
import enquire.web.wiki.RedactionWords;
import enquire.web.wiki.Wikis;
import enquire.web.wiki.WordPlaces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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
        PageView page = screens.pageOrDeleted(wiki, call);
        return screens.show(asking(wiki, page, "", ""));
    }

    Reply act(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        RedactionWords.requireAllowed(wiki);
        PageView page = screens.pageOrDeleted(wiki, call);
        Form form = call.form(FORM_BYTES_MAX);
        if (!form.text("file").isEmpty()) {
            return actOnFile(wiki, page, form);
        }
        String given = form.text("words");
        try {
            String words = RedactionWords.words(given);
            Redacting.Found found = wiki.redacting().find(page.page(), words);
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

    private Reply actOnFile(Wiki wiki, PageView page, Form form) {
        Messages messages = Speaking.messages();
        Optional<RedactScreen.Attached> file =
                files(wiki, page).stream()
                        .filter(each -> each.id().equals(form.text("file")))
                        .findFirst();
        if (file.isEmpty()) {
            return screens.show(asking(wiki, page, "", messages.text("redact.noFile")));
        }
        String title = form.text("title").strip();
        if (title.equals(page.displayTitle())) {
            BlobId blob = BlobId.parse(file.get().id());
            boolean clean = wiki.redacting().files().redact(page.page(), blob);
            return screens.receipts()
                    .done(
                            wiki,
                            history(wiki, page),
                            messages.text(clean ? "redact.fileDone" : "redact.fileDoneUnclean"),
                            List.of(),
                            Optional.empty());
        }
        List<String> consequences =
                List.of(
                        messages.text("redact.fileStays"),
                        messages.text("redact.others", "members", wiki.members().size() - 1),
                        messages.text("redact.fileNever"));
        return screens.show(
                show(
                        wiki,
                        page,
                        file.get().name(),
                        file.get().id(),
                        messages.text("redact.fileFound"),
                        RedactionWords.pagesWith(wiki, BlobId.parse(file.get().id())),
                        consequences,
                        title.isEmpty() ? "" : messages.text("redact.otherTitle")));
    }

    /** Those that the page has or had and that were not taken out. */
    private static List<RedactScreen.Attached> files(Wiki wiki, PageView page) {
        var files = new ArrayList<RedactScreen.Attached>();
        wiki.redacting()
                .files()
                .attached(page.page())
                .forEach((blob, manifest) -> {
                    String name =
                            Manifest.parse(manifest).map(Manifest::name).orElseGet(blob::toString);
                    String label =
                            page.files().containsKey(blob)
                                    ? name
                                    : Speaking.messages().text("redact.fileBefore", "name", name);
                    files.add(new RedactScreen.Attached(blob.toString(), label));
                });
        files.sort(Comparator.comparing(RedactScreen.Attached::name));
        return files;
    }

    private RedactScreen asking(Wiki wiki, PageView page, String words, String problem) {
        return show(wiki, page, words, "", "", List.of(), List.of(), problem);
    }

    private RedactScreen confirming(
            Wiki wiki, PageView page, String words, Redacting.Found found, String problem) {
        Messages messages = Speaking.messages();
        int others = wiki.members().size() - 1;
        var consequences =
                new ArrayList<>(
                        List.of(
                                messages.text("redact.stays"),
                                messages.text("redact.others", "members", others),
                                messages.text("redact.never")));
        if (found.lines() > 0) {
            consequences.addFirst(messages.text("redact.lines", "lines", found.lines()));
        }
        if (found.stays()) {
            consequences.addFirst(messages.text("redact.staysInNames"));
        }
        String sentence =
                messages.text("redact.found", "now", found.now(), "edits", found.changes());
        List<String> places = WordPlaces.of(page.text(), words);
        return show(wiki, page, words, "", sentence, places, consequences, problem);
    }

    private RedactScreen show(
            Wiki wiki,
            PageView page,
            String words,
            String file,
            String found,
            List<String> places,
            List<String> consequences,
            String problem) {
        return new RedactScreen(
                screens.frame(wiki, Speaking.messages().text("redact.link"), ""),
                page.displayTitle(),
                words,
                file,
                files(wiki, page),
                found,
                places,
                consequences,
                problem,
                screen(wiki, page),
                history(wiki, page));
    }
}
