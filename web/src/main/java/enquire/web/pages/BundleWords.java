package enquire.web.pages;

import enquire.storage.StorageException;
import enquire.sync.node.BundleException;
import enquire.sync.node.BundleTooLargeException;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a bundle stands, in words of the language that is spoken.
 *
 * @param waiting how far it is, while it goes on; empty else
 * @param done what was read, a sentence each
 * @param problem why nothing was made or read; empty if all is well
 * @param made where one is that can be saved; without an address if there is none
 */
record BundleWords(String waiting, List<String> done, String problem, Link made) {

    private static final int MEGABYTE = 1_000_000;

    static BundleWords problem(String sentence) {
        return new BundleWords("", List.of(), sentence, Screens.NO_LINK);
    }

    private static BundleWords waits(String sentence) {
        return new BundleWords(sentence, List.of(), "", Screens.NO_LINK);
    }

    private static BundleWords done(List<String> sentences) {
        return new BundleWords("", sentences, "", Screens.NO_LINK);
    }

    /**
     * @param state empty if none was made or read
     */
    static BundleWords of(Wiki wiki, Optional<BundleWork.State> state) {
        if (state.isEmpty()) {
            return done(List.of());
        }
        Messages messages = Speaking.messages();
        return switch (state.get()) {
            case BundleWork.State.Making making ->
                    waits(
                            messages.text(
                                    "bundle.making",
                                    "done",
                                    Sizes.words(making.bytes()),
                                    "of",
                                    Sizes.words(Math.max(making.bytes(), making.of()))));
            case BundleWork.State.Made made ->
                    new BundleWords(
                            "",
                            List.of(),
                            "",
                            Link.of(
                                    Wikis.paths(wiki).screen("bundle") + "/made",
                                    messages.text(
                                            "bundle.made", "size", Sizes.words(made.bytes()))));
            case BundleWork.State.Gone gone -> done(List.of());
            case BundleWork.State.Reading reading -> waits(progress(reading));
            case BundleWork.State.Taken taken -> done(said(taken.report()));
            case BundleWork.State.Failed failed -> problem(words(failed, wiki.name()));
        };
    }

    private static String progress(BundleWork.State.Reading reading) {
        String key =
                switch (reading.step()) {
                    case CHECKED -> "bundle.checking";
                    case PAGES -> "bundle.takingPages";
                    case FILES -> "bundle.takingFiles";
                };
        boolean bytes = reading.step() == Bundles.Step.CHECKED;
        return Speaking.messages()
                .text(
                        key,
                        "done",
                        bytes ? Sizes.words((long) reading.done() * MEGABYTE) : reading.done(),
                        "of",
                        bytes ? Sizes.words((long) reading.of() * MEGABYTE) : reading.of());
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

    private static String words(BundleWork.State.Failed failed, String wiki) {
        return switch (failed.why()) {
            case BundleException e -> words(e.kind(), wiki);
            case BundleTooLargeException e -> words(e);
            case IOException e when failed.making() -> notMade(e);
            case StorageException e when failed.making() -> notMade(e);
            case IOException e -> notRead(e);
            case StorageException e -> notRead(e);
            default ->
                    "%s %s"
                            .formatted(
                                    Speaking.messages().text("failure.unknown"),
                                    Speaking.messages().text("failure.unknownDetail"));
        };
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

    /** The disk could not take what was sent. */
    static String disk(Exception why) {
        return Speaking.messages().text("bundle.disk", "why", String.valueOf(why.getMessage()));
    }

    private static String notRead(Exception why) {
        return Speaking.messages().text("bundle.notRead", "why", String.valueOf(why.getMessage()));
    }

    private static String notMade(Exception why) {
        return Speaking.messages().text("bundle.notMade", "why", String.valueOf(why.getMessage()));
    }

    static String words(BundleWorks.NoRoomException e) {
        return Speaking.messages().text("bundle.noRoom", "size", Sizes.words(e.bytes()));
    }

    static String words(BundleTooLargeException e) {
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
}
