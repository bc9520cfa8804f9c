package enquire.web.pages;

import enquire.editor.page.WikiId;
import enquire.storage.StorageException;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.http.Upload;
import enquire.web.language.DiskReasons;
import enquire.web.language.Speaking;
import enquire.web.screens.ImportScreen;
import enquire.web.vault.Imports;
import enquire.web.vault.VaultKind;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Importing pages of other programs, without scripts: it goes on by itself, and a screen that is
 * loaded again says how far it is and what came of it.
 */
final class ImportHandlers {

    private final Screens screens;

    /** Of each wiki the one that was begun last; only one goes on at a time. */
    private final Map<WikiId, ImportWork> works = new ConcurrentHashMap<>();

    ImportHandlers(Screens screens) {
        this.screens = screens;
    }

    /** {@code GET /{wiki}/-/import}: the forms, or how far it is, or what came of it. */
    Reply show(Call call) {
        Wiki wiki = screens.wiki(call);
        Optional<ImportWork> work = Optional.ofNullable(works.get(wiki.id()));
        Optional<ImportWork.State> state = work.map(ImportWork::state);
        ImportWords words =
                state.map(known -> ImportWords.of(wiki, work.get().name(), known, screens.times()))
                        .orElse(ImportWords.NOTHING);
        Reply shown = screens.show(screen(wiki, words, ""));
        return OngoingWork.shown(
                shown, state.filter(ImportWork.State.Running.class::isInstance).isPresent());
    }

    /** {@code POST …/import/path}: fields {@code path} and {@code from}. */
    Reply path(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Form form = call.form(OngoingWork.PATH_FORM_BYTES_MAX);
        String typed = form.text("path").strip();
        Optional<Path> source = source(typed);
        if (source.isEmpty()) {
            String sentence = Speaking.messages().text("import.noPath", "path", typed);
            return problem(wiki, 422, sentence, typed);
        }
        var wish = new Imports.Wish(VaultKind.named(form.text("from")), false);
        Path named = source.get().normalize();
        String name = (named.getFileName() == null ? named : named.getFileName()).toString();
        return begin(wiki, source.get(), name, wish, false, typed);
    }

    /** An address from the root of the disk that leads to something. */
    private static Optional<Path> source(String typed) {
        try {
            return Optional.of(Path.of(typed))
                    .filter(Path::isAbsolute)
                    .filter(path -> Files.isDirectory(path) || Files.isRegularFile(path))
                    .filter(Files::isReadable);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * {@code POST …/import}: file {@code vault} and field {@code from}; the file streams to disk
     * and is imported when it is whole.
     */
    Reply file(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        if (screens.wikis().imports().goesOn(wiki)) {
            return problem(wiki, 409, Speaking.messages().text("import.busy"), "");
        }
        try {
            Path folder = new Bundles(wiki).incoming(); // A kill leaves nothing in it for long.
            return file(call, wiki, Files.createTempFile(folder, "enquire-import", ".part"));
        } catch (IOException e) {
            String sentence =
                    Speaking.messages().text("import.noRoom", "why", DiskReasons.words(e));
            return problem(wiki, 507, sentence, "");
        }
    }

    private Reply file(Call call, Wiki wiki, Path incoming) throws IOException {
        boolean taken = false;
        try {
            Optional<Upload.Received> file =
                    Upload.receive(call, "vault", "from", incoming, Imports.FILE_BYTES_MAX);
            if (file.isEmpty()) {
                return problem(wiki, 422, Speaking.messages().text("import.noFile"), "");
            }
            var wish = new Imports.Wish(VaultKind.named(file.get().said()), false);
            Reply reply = begin(wiki, incoming, file.get().name(), wish, true, "");
            taken = reply.status() == 303;
            return reply;
        } catch (StorageException | ProblemException e) {
            Problem problem = Failures.problem(e);
            String sentence = "%s %s".formatted(problem.title(), problem.detail());
            return problem(wiki, problem.status(), sentence, "");
        } finally {
            if (!taken) {
                Files.deleteIfExists(incoming);
            }
        }
    }

    private synchronized Reply begin(
            Wiki wiki, Path source, String name, Imports.Wish wish, boolean sent, String typed) {
        if (!screens.wikis().imports().begin(wiki)) {
            return problem(wiki, 409, Speaking.messages().text("import.busy"), typed);
        }
        ImportWork work = new ImportWork(name, screens.times().clock());
        Runnable ended = () -> screens.wikis().imports().end(wiki);
        work.begin(wiki, source, wish, sent, Speaking.language(), ended);
        works.put(wiki.id(), work);
        work.await(OngoingWork.AT_ONCE);
        return Reply.seeOther(Wikis.paths(wiki).screen("import"));
    }

    private Reply problem(Wiki wiki, int status, String sentence, String typed) {
        return screens.show(status, screen(wiki, ImportWords.problem(sentence), typed));
    }

    private ImportScreen screen(Wiki wiki, ImportWords words, String typed) {
        String path = Wikis.paths(wiki).screen("import");
        return new ImportScreen(
                screens.frame(wiki, Speaking.messages().text("import.title"), "sync"),
                words.waiting(),
                words.done(),
                words.problem(),
                words.left(),
                words.leftMore(),
                words.links(),
                words.linksMore(),
                wiki.mayWrite() ? path : "",
                typed,
                ImportWords.kinds(),
                path,
                Wikis.paths(wiki).screen("sync"));
    }
}
