package enquire.web.pages;

import enquire.storage.StorageException;
import enquire.sync.node.BundleException;
import enquire.sync.node.BundleTooLargeException;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.http.Upload;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.BundleForms;
import enquire.web.screens.BundleScreen;
import enquire.web.vault.BundleApi;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Saving a wiki in a file, and reading one, without scripts. */
final class BundleHandlers {

    private final Screens screens;

    BundleHandlers(Screens screens) {
        this.screens = screens;
    }

    /** What stands on the screen of peers. */
    static BundleForms forms(Wiki wiki) {
        return forms(wiki, "", false);
    }

    private static BundleForms forms(Wiki wiki, String since, boolean withoutFiles) {
        return new BundleForms(
                Wikis.paths(wiki).screen("bundle") + "/save",
                Wikis.paths(wiki).screen("bundle"),
                since,
                withoutFiles,
                Speaking.messages()
                        .text(
                                "bundle.size",
                                "size",
                                Sizes.words(wiki.repository().blobs().usedBytes())));
    }

    /** Where a browser is led that loads the answer of a form again. */
    Reply ask(Call call) {
        Wiki wiki = screens.wiki(call);
        return screens.show(screen(wiki, List.of(), "", forms(wiki)));
    }

    /** {@code GET /{wiki}/-/bundle/save?since=&files=}: what was typed wrong comes back. */
    Reply save(Call call) {
        Wiki wiki = screens.wiki(call);
        String typed = call.query("since").orElse("").strip();
        boolean files = !call.query("files").orElse("").equals("false");
        try {
            Optional<Instant> since =
                    typed.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    LocalDate.parse(typed)
                                            .atStartOfDay(screens.times().zone())
                                            .toInstant());
            return BundleApi.saved(wiki, since, files);
        } catch (DateTimeException e) {
            return typedWrong(
                    wiki, typed, files, Speaking.messages().text("bundle.noDay", "typed", typed));
        } catch (BundleTooLargeException e) {
            return typedWrong(wiki, typed, files, words(e));
        }
    }

    private Reply typedWrong(Wiki wiki, String since, boolean files, String sentence) {
        return screens.show(422, screen(wiki, List.of(), sentence, forms(wiki, since, !files)));
    }

    private static String words(BundleTooLargeException e) {
        Messages messages = Speaking.messages();
        String advice = e.fitsWithoutFiles() ? "bundle.lessFiles" : "bundle.lessSince";
        return "%s %s"
                .formatted(
                        messages.text(
                                "bundle.tooLarge",
                                "pages",
                                e.weight().pages(),
                                "files",
                                e.weight().files(),
                                "size",
                                Sizes.words(e.weight().bytes()),
                                "pagesMax",
                                e.bounds().pages(),
                                "filesMax",
                                e.bounds().files(),
                                "sizeMax",
                                Sizes.words(e.bounds().bytes())),
                        messages.text(advice));
    }

    /** {@code POST /{wiki}/-/bundle}: the file streams to disk and is taken when it is whole. */
    Reply read(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        var bundles = new Bundles(wiki);
        Path incoming = Files.createTempFile(bundles.incoming(), "form", ".part");
        try {
            if (!Upload.receive(call, "bundle", incoming, bundles.bounds().bytes())) {
                return problem(wiki, 422, Speaking.messages().text("bundle.noFile"));
            }
            Bundles.Report report = bundles.take(incoming, (step, done, of) -> {});
            return screens.show(screen(wiki, said(report), "", forms(wiki)));
        } catch (BundleException e) {
            return problem(wiki, 422, words(e.kind(), wiki.name()));
        } catch (StorageException | ProblemException e) {
            Problem problem = Failures.problem(e);
            return problem(
                    wiki, problem.status(), "%s %s".formatted(problem.title(), problem.detail()));
        } catch (IOException e) {
            return problem(
                    wiki,
                    507,
                    Speaking.messages().text("bundle.disk", "why", String.valueOf(e.getMessage())));
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private Reply problem(Wiki wiki, int status, String sentence) {
        return screens.show(status, screen(wiki, List.of(), sentence, forms(wiki)));
    }

    private BundleScreen screen(Wiki wiki, List<String> done, String problem, BundleForms forms) {
        return new BundleScreen(
                screens.frame(wiki, Speaking.messages().text("bundle.title"), "sync"),
                done,
                problem,
                forms,
                Wikis.paths(wiki).screen("sync"));
    }

    private static List<String> said(Bundles.Report report) {
        Messages messages = Speaking.messages();
        var said = new ArrayList<String>();
        said.add(
                messages.text(
                        "bundle.pages", "pages", report.pages(), "changed", report.changed()));
        if (report.files() > 0) {
            said.add(
                    messages.text(
                            "bundle.files", "files", report.files(), "stored", report.stored()));
        }
        if (report.withoutRoom() > 0) {
            said.add(messages.text("bundle.withoutRoom", "files", report.withoutRoom()));
        }
        return said;
    }

    private static String words(BundleException.Kind kind, String wiki) {
        Messages messages = Speaking.messages();
        return switch (kind) {
            case NO_BUNDLE -> messages.text("bundle.none");
            case DAMAGED -> messages.text("bundle.damaged");
            case FORGED -> messages.text("bundle.forged");
            case OTHER_WIKI -> messages.text("bundle.otherWiki", "wiki", wiki);
            case NO_MEMBER -> messages.text("bundle.noMember", "wiki", wiki);
            case BROKEN_OFF -> messages.text("bundle.brokenOff");
            case STOPPING -> messages.text("bundle.stopping");
        };
    }
}
