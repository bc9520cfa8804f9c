package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.git.HistoryPlace;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.Reply;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.screens.ExportScreen;
import enquire.web.site.Site;
import enquire.web.vault.MarkdownExport;
import enquire.web.wiki.FollowedPlaces;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Exporting a wiki, without scripts: it goes on by itself, and a screen that is loaded again says
 * how far it is and what came of it.
 */
final class ExportHandlers {

    private final Screens screens;
    private final ExportWorks works;
    private final HistoryPlace place;

    /**
     * @param place where histories may go
     */
    ExportHandlers(Screens screens, ExportWorks works, HistoryPlace place) {
        this.screens = screens;
        this.works = works;
        this.place = place;
    }

    /** {@code GET /{wiki}/-/export}: the forms, or how far it is, or what came of it. */
    Reply show(Call call) {
        Wiki wiki = screens.wiki(call);
        ExportWords words =
                works.of(wiki).map(work -> ExportWords.of(wiki, work)).orElse(ExportWords.NOTHING);
        Reply shown = screens.show(screen(wiki, words, usual(wiki)));
        return OngoingWork.shown(shown, !words.waiting().isEmpty());
    }

    /** {@code POST …/export/markdown}. */
    Reply markdown(Call call) {
        Wiki wiki = screens.wiki(call);
        return file(
                wiki,
                ExportWork.Kind.MARKDOWN,
                Speaking.language(),
                (archive, progress) -> new MarkdownExport(wiki, archive, progress).write());
    }

    /** {@code POST …/export/site}: field {@code language}. */
    Reply site(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Language language =
                Language.of(call.form(OngoingWork.PATH_FORM_BYTES_MAX).text("language"))
                        .orElse(Speaking.language());
        return file(
                wiki,
                ExportWork.Kind.SITE,
                language,
                (archive, progress) ->
                        new Site(wiki, screens.renderer(), screens.times(), archive, progress)
                                .write());
    }

    private Reply file(
            Wiki wiki, ExportWork.Kind kind, Language language, ExportWork.Writer writer) {
        try {
            return begun(wiki, works.file(wiki, kind, language, writer));
        } catch (IOException e) {
            return problem(wiki, 507, ExportWords.notMade(e), usual(wiki));
        }
    }

    /** {@code POST …/export/history}: field {@code folder}. */
    Reply history(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Form form = call.form(OngoingWork.PATH_FORM_BYTES_MAX);
        String typed = form.text("folder").strip();
        Optional<Path> folder = place.of(typed);
        if (folder.isEmpty()) {
            String sentence = Speaking.messages().text("export.noFolder", "typed", typed);
            return problem(wiki, 422, sentence, typed);
        }
        if (place.isData(folder.get())) {
            return problem(wiki, 422, Speaking.messages().text("export.dataFolder"), typed);
        }
        Optional<String> followed = FollowedPlaces.refusal(screens.wikis().node(), folder.get());
        if (followed.isPresent()) {
            return problem(wiki, 409, followed.get(), typed);
        }
        return begun(wiki, works.history(wiki, folder.get()));
    }

    private Reply begun(Wiki wiki, Optional<ExportWork> work) {
        if (work.isEmpty()) {
            return problem(wiki, 409, Speaking.messages().text("export.busy"), usual(wiki));
        }
        work.get().await(OngoingWork.AT_ONCE);
        return Reply.seeOther(Wikis.paths(wiki).screen("export"));
    }

    /** {@code GET …/export/made}: the file, as often as somebody asks; it goes by itself. */
    Reply save(Call call) {
        Wiki wiki = screens.wiki(call);
        Optional<ExportWork> work = works.of(wiki);
        if (work.map(ExportWork::state).orElse(null) instanceof ExportWork.State.Made made) {
            Body.Stream stream = out -> Files.copy(made.file(), out);
            String name = work.get().kind() == ExportWork.Kind.SITE ? "%s-site.zip" : "%s.zip";
            return new Reply(200, Reply.of(200).headers(), stream)
                    .with("Content-Type", "application/zip")
                    .with("Content-Length", Long.toString(made.bytes()))
                    .with(
                            "Content-Disposition",
                            "attachment; filename=\"%s\"".formatted(name.formatted(wiki.slug())))
                    .with("Cache-Control", "no-store");
        }
        return Reply.redirect(Wikis.paths(wiki).screen("export"));
    }

    /** Where it went before: the next export goes on there. Else beside what a person keeps. */
    private String usual(Wiki wiki) {
        return works.folder(wiki).map(Path::toString).orElseGet(() -> besideOthers(wiki));
    }

    private static String besideOthers(Wiki wiki) {
        Path home = Path.of(System.getProperty("user.home", ""));
        return home.isAbsolute() ? home.resolve(wiki.slug() + ".git").toString() : "";
    }

    private Reply problem(Wiki wiki, int status, String sentence, String typed) {
        return screens.show(status, screen(wiki, ExportWords.problem(sentence), typed));
    }

    private ExportScreen screen(Wiki wiki, ExportWords words, String typed) {
        String path = Wikis.paths(wiki).screen("export");
        return new ExportScreen(
                screens.frame(wiki, Speaking.messages().text("export.title"), "sync"),
                words.waiting(),
                words.done(),
                words.problem(),
                words.made(),
                words.left(),
                words.leftMore(),
                path,
                typed,
                Wikis.paths(wiki).screen("sync"));
    }
}
