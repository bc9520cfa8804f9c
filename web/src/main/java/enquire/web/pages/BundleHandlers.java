package enquire.web.pages;

import enquire.storage.StorageException;
import enquire.sync.node.BundleTooLargeException;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.http.Upload;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import enquire.web.screens.BundleForms;
import enquire.web.screens.BundleScreen;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Making a wiki into a file, saving that, and reading one, without scripts: what takes a while goes
 * on by itself, and a screen that is loaded again says how far it is.
 */
final class BundleHandlers {

    private static final int FORM_BYTES_MAX = 4_096;

    private final Screens screens;
    private final BundleWorks works;

    BundleHandlers(Screens screens, BundleWorks works) {
        this.screens = screens;
        this.works = works;
    }

    /** What stands on the screen of peers. */
    static BundleForms forms(Wiki wiki) {
        return forms(wiki, "", false);
    }

    private static BundleForms forms(Wiki wiki, String since, boolean withoutFiles) {
        String path = Wikis.paths(wiki).screen("bundle");
        return new BundleForms(
                path + "/make",
                path,
                since,
                withoutFiles,
                Speaking.messages()
                        .text(
                                "bundle.size",
                                "size",
                                Sizes.words(wiki.repository().blobs().usedBytes())));
    }

    /** {@code GET /{wiki}/-/bundle}: how far it is, or what came of it, and the forms. */
    Reply show(Call call) {
        Wiki wiki = screens.wiki(call);
        BundleWords words = BundleWords.of(wiki, works.of(wiki).map(BundleWork::state));
        Reply shown = screens.show(screen(wiki, words, forms(wiki)));
        return OngoingWork.shown(shown, !words.waiting().isEmpty());
    }

    /** {@code POST …/bundle/make}: fields {@code since} and {@code files}. */
    Reply make(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Form form = call.form(FORM_BYTES_MAX);
        String typed = form.text("since").strip();
        boolean files = !form.text("files").equals("false");
        BundleForms again = forms(wiki, typed, !files);
        try {
            Optional<Instant> since = since(typed);
            if (since.filter(Instant.now()::isBefore).isPresent()) {
                String sentence = Speaking.messages().text("bundle.toCome", "typed", typed);
                return problem(wiki, 422, sentence, again);
            }
            works.make(wiki, since, files).await(OngoingWork.AT_ONCE);
            return Reply.seeOther(Wikis.paths(wiki).screen("bundle"));
        } catch (DateTimeException e) {
            String sentence = Speaking.messages().text("bundle.noDay", "typed", typed);
            return problem(wiki, 422, sentence, again);
        } catch (BundleTooLargeException e) {
            return problem(wiki, 422, BundleWords.words(e), again);
        } catch (BundleWorks.NoRoomException e) {
            return problem(wiki, 507, BundleWords.words(e), again);
        }
    }

    private Optional<Instant> since(String typed) {
        return typed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        LocalDate.parse(typed).atStartOfDay(screens.times().zone()).toInstant());
    }

    /** {@code GET …/bundle/made}: the file, as often as somebody asks; it goes by itself. */
    Reply save(Call call) {
        Wiki wiki = screens.wiki(call);
        Optional<BundleWork> work = works.of(wiki);
        if (work.map(BundleWork::state).orElse(null) instanceof BundleWork.State.Made made) {
            Body.Stream stream = out -> Files.copy(made.file(), out);
            return new Reply(200, Reply.of(200).headers(), stream)
                    .with("Content-Type", "application/octet-stream")
                    .with("Content-Length", Long.toString(made.bytes()))
                    .with(
                            "Content-Disposition",
                            "attachment; filename=\"%s.bundle\"".formatted(wiki.slug()))
                    .with("Cache-Control", "no-store");
        }
        return Reply.redirect(Wikis.paths(wiki).screen("bundle"));
    }

    /** {@code POST /{wiki}/-/bundle}: the file streams to disk and is taken when it is whole. */
    Reply read(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        if (works.busy(wiki)) {
            return problem(wiki, 409, Speaking.messages().text("bundle.busy"), forms(wiki));
        }
        var bundles = new Bundles(wiki);
        Path incoming = Files.createTempFile(bundles.incoming(), "form", ".part");
        boolean taken = false;
        try {
            if (Upload.receive(call, "bundle", incoming, bundles.bounds().bytes()).isEmpty()) {
                String sentence = Speaking.messages().text("bundle.noFile");
                return problem(wiki, 422, sentence, forms(wiki));
            }
            Optional<BundleWork> work = works.read(wiki, incoming);
            taken = work.isPresent();
            if (!taken) {
                return problem(wiki, 409, Speaking.messages().text("bundle.busy"), forms(wiki));
            }
            work.get().await(OngoingWork.AT_ONCE);
            return Reply.seeOther(Wikis.paths(wiki).screen("bundle"));
        } catch (StorageException | ProblemException e) {
            Problem problem = Failures.problem(e);
            String sentence = "%s %s".formatted(problem.title(), problem.detail());
            return problem(wiki, problem.status(), sentence, forms(wiki));
        } catch (IOException e) {
            return problem(wiki, 507, BundleWords.disk(e), forms(wiki));
        } finally {
            if (!taken) {
                Files.deleteIfExists(incoming);
            }
        }
    }

    private Reply problem(Wiki wiki, int status, String sentence, BundleForms forms) {
        return screens.show(status, screen(wiki, BundleWords.problem(sentence), forms));
    }

    private BundleScreen screen(Wiki wiki, BundleWords words, BundleForms forms) {
        return new BundleScreen(
                screens.frame(wiki, Speaking.messages().text("bundle.title"), "sync"),
                words.waiting(),
                words.done(),
                words.problem(),
                words.made(),
                forms,
                Wikis.paths(wiki).screen("bundle"),
                Wikis.paths(wiki).screen("sync"));
    }
}
