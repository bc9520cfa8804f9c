package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.mirror.Mirror;
import enquire.web.mirror.MirrorRefusedException;
import enquire.web.mirror.MirrorStatus;
import enquire.web.mirror.Mirrors;
import enquire.web.screens.Frame;
import enquire.web.screens.Link;
import enquire.web.screens.MirrorScreen;
import enquire.web.screens.NewMirrorScreen;
import enquire.web.wiki.MirrorWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of Markdown files that follows a wiki, without scripts: while something is on its way,
 * the screen is loaded again by itself.
 */
final class MirrorHandlers {

    /** Some hundred pages are deleted within this. (A guess.) */
    private static final Duration ANSWERED = Duration.ofSeconds(5);

    private final Screens screens;
    private final Mirrors mirrors;

    MirrorHandlers(Screens screens, Mirrors mirrors) {
        this.screens = screens;
        this.mirrors = mirrors;
    }

    /** {@code GET /{wiki}/-/mirror}: how the folder is, or the form that begins one. */
    Reply show(Call call) {
        Wiki wiki = screens.wiki(call);
        Frame frame = screens.frame(wiki, call, Speaking.messages().text("mirror.title"), "sync");
        Optional<Mirror> mirror = mirrors.of(wiki);
        return mirror.isPresent()
                ? following(200, wiki, frame, mirror.get().status(), "")
                : screens.show(asked(wiki, frame, usual(wiki), false, ""));
    }

    /** {@code POST …/mirror}: fields {@code folder} and {@code adopt}. */
    Reply begin(Call call) throws IOException, InterruptedException {
        Wiki wiki = screens.wiki(call);
        Form form = call.form(OngoingWork.PATH_FORM_BYTES_MAX);
        String typed = form.text("folder").strip();
        boolean adopts = !form.text("adopt").isEmpty();
        try {
            mirrors.begin(wiki, typed, adopts)
                    .statusWhen(now -> !now.isMoving(), OngoingWork.AT_ONCE);
            return Reply.seeOther(path(wiki));
        } catch (MirrorRefusedException e) {
            return refused(wiki, typed, adopts, e);
        }
    }

    /** {@code POST …/mirror/end}. */
    Reply end(Call call) {
        Wiki wiki = screens.wiki(call);
        try {
            return mirrors.of(wiki)
                    .map(mirror -> end(wiki, mirror.status()))
                    .orElseGet(() -> Reply.seeOther(path(wiki)));
        } catch (MirrorRefusedException e) {
            return refused(wiki, usual(wiki), false, e);
        }
    }

    /** A folder that was not there would be made anew, so that is not taken back. */
    private Reply end(Wiki wiki, MirrorStatus last) {
        mirrors.end(wiki);
        Receipts.Undo undo = () -> beginAgain(wiki, last.folder());
        return screens.receipts()
                .done(
                        wiki,
                        path(wiki),
                        Speaking.messages().text("mirror.ended", "folder", last.folder()),
                        List.of(),
                        Optional.of(undo).filter(each -> isThere(last)));
    }

    private static boolean isThere(MirrorStatus status) {
        return status.state() == MirrorStatus.State.FOLLOWING
                || status.state() == MirrorStatus.State.BEGINNING;
    }

    /** Its files are those of the pages, or have been edited since. */
    private Reply beginAgain(Wiki wiki, String folder) {
        Mirror mirror = MirrorWords.said(() -> mirrors.begin(wiki, folder, true));
        return screens.receipts()
                .done(
                        wiki,
                        path(wiki),
                        Speaking.messages().text("mirror.begun", "folder", folder),
                        () -> end(wiki, mirror.status()));
    }

    /** {@code POST …/mirror/missing}: {@code answer}, of so many {@code pages} as were shown. */
    Reply answer(Call call) throws IOException, InterruptedException {
        Wiki wiki = screens.wiki(call);
        Form form = call.form(OngoingWork.PATH_FORM_BYTES_MAX);
        boolean deletes = form.text("answer").equals("delete");
        if (!deletes && !form.text("answer").equals("restore")) {
            throw ProblemException.badRequest(Speaking.messages().text("mirror.noAnswer"));
        }
        Optional<Mirror> mirror = mirrors.of(wiki);
        if (mirror.isEmpty()) {
            return Reply.seeOther(path(wiki));
        }
        MirrorStatus status = mirror.get().status();
        List<PageId> held = status.heldPages();
        if (!form.text("pages").equals(Integer.toString(held.size()))) {
            String problem = Speaking.messages().text("mirror.heldChanged", "pages", held.size());
            return following(409, wiki, frame(wiki), status, problem);
        }
        mirror.get().answer(deletes, Set.copyOf(held));
        mirror.get().statusWhen(now -> !now.answered(), ANSWERED);
        return deletes && !held.isEmpty() ? deleted(wiki, held) : Reply.seeOther(path(wiki));
    }

    private Reply deleted(Wiki wiki, List<PageId> held) {
        return screens.receipts()
                .done(
                        wiki,
                        path(wiki),
                        Speaking.messages().text("mirror.deleted", "pages", held.size()),
                        () -> restored(wiki, held));
    }

    private Reply restored(Wiki wiki, List<PageId> held) {
        if (mirrors.of(wiki).filter(mirror -> mirror.status().answered()).isPresent()) {
            throw ProblemException.conflict(Speaking.messages().text("mirror.notYet"));
        }
        Repository repository = wiki.repository();
        held.stream()
                .filter(page -> repository.page(page).filter(PageView::deleted).isPresent())
                .forEach(repository::restore);
        return screens.receipts()
                .done(
                        wiki,
                        path(wiki),
                        Speaking.messages().text("mirror.restored", "pages", held.size()),
                        List.of(),
                        Optional.empty());
    }

    private Reply refused(Wiki wiki, String typed, boolean adopts, MirrorRefusedException why) {
        boolean pages = why.reason() == MirrorRefusedException.Reason.HAS_PAGES;
        String problem =
                pages
                        ? Speaking.messages()
                                .text("mirror.hasPages", "files", Long.parseLong(why.detail()))
                        : MirrorWords.refusal(why);
        return mirrors.of(wiki)
                .map(mirror -> following(409, wiki, frame(wiki), mirror.status(), problem))
                .orElseGet(
                        () -> screens.show(409, asked(wiki, frame(wiki), typed, adopts, problem)));
    }

    private static NewMirrorScreen asked(
            Wiki wiki, Frame frame, String typed, boolean adopts, String problem) {
        return new NewMirrorScreen(
                frame, path(wiki), typed, adopts, problem, Wikis.paths(wiki).screen("sync"));
    }

    /** Beside what else a person keeps. */
    private static String usual(Wiki wiki) {
        Path home = Path.of(System.getProperty("user.home", ""));
        return home.isAbsolute() ? home.resolve(wiki.slug()).toString() : "";
    }

    private Reply following(int code, Wiki wiki, Frame frame, MirrorStatus status, String problem) {
        Messages messages = Speaking.messages();
        String state =
                status.answered()
                        ? messages.text("mirror.answered")
                        : MirrorWords.state(wiki, status);
        int more = status.troubleCount() - status.troubles().size();
        Reply shown =
                screens.show(
                        code,
                        new MirrorScreen(
                                frame,
                                status.folder(),
                                state,
                                status.state() == MirrorStatus.State.FOLLOWING
                                        && !MirrorWords.isOut(wiki, status),
                                status.isMoving() ? path(wiki) : "",
                                problem,
                                held(wiki, status),
                                status.troubles().stream()
                                        .map(file ->
                                                new MirrorScreen.LeftFile(
                                                        file.path(),
                                                        MirrorWords.trouble(wiki, file)))
                                        .toList(),
                                more > 0 ? messages.text("mirror.moreFiles", "files", more) : "",
                                path(wiki) + "/end",
                                Wikis.paths(wiki).screen("sync")));
        // The answer to a form has an address that only forms are sent to.
        return OngoingWork.shown(shown, status.isMoving() && code == 200);
    }

    private static MirrorScreen.Held held(Wiki wiki, MirrorStatus status) {
        int pages = status.answered() ? 0 : status.heldCount();
        int more = pages - status.held().size();
        return new MirrorScreen.Held(
                path(wiki) + "/missing",
                pages,
                pages > 0 ? Speaking.messages().text("mirror.heldLead", "pages", pages) : "",
                status.held().stream()
                        .map(title -> Link.of(Wikis.paths(wiki).page(title), title))
                        .toList(),
                more > 0 ? Speaking.messages().text("mirror.moreHeld", "pages", more) : "");
    }

    private Frame frame(Wiki wiki) {
        return screens.frame(wiki, Speaking.messages().text("mirror.title"), "sync");
    }

    private static String path(Wiki wiki) {
        return Wikis.paths(wiki).screen("mirror");
    }
}
