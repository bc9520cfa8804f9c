package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.git.GitExport;
import enquire.web.git.GitRefusedException;
import enquire.web.git.TakenOut;
import enquire.web.http.Failures;
import enquire.web.http.Problem;
import enquire.web.language.DiskReasons;
import enquire.web.language.Messages;
import enquire.web.language.Sizes;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.vault.ExportSummary;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;

/**
 * How an export stands, in words of the language that is spoken.
 *
 * @param waiting how far it is, while it goes on; empty else
 * @param done what was written, a sentence each
 * @param problem why nothing, or not all, was written, or what is in it that should not be; empty
 *     if all is well
 * @param made where a file is that can be saved; without an address if there is none
 * @param left what is not in it, with why
 * @param leftMore how many more there are, in words, or empty
 */
record ExportWords(
        String waiting,
        List<String> done,
        String problem,
        Link made,
        List<String> left,
        String leftMore) {

    /** Of what was left out; the command shows all. (A guess at what anybody reads.) */
    private static final int LISTED_MAX = 200;

    static final ExportWords NOTHING = sentences(List.of());

    static ExportWords problem(String sentence) {
        return new ExportWords("", List.of(), sentence, Screens.NO_LINK, List.of(), "");
    }

    private static ExportWords sentences(List<String> done) {
        return new ExportWords("", done, "", Screens.NO_LINK, List.of(), "");
    }

    static ExportWords of(Wiki wiki, ExportWork work) {
        return switch (work.state()) {
            case ExportWork.State.Running running -> waiting(work.kind(), running);
            case ExportWork.State.Made made -> made(wiki, work.kind(), made);
            case ExportWork.State.Written written -> written(written);
            case ExportWork.State.Gone gone ->
                    sentences(List.of(Speaking.messages().text("export.gone")));
            case ExportWork.State.Failed failed -> problem(failed(work.kind(), failed.why()));
        };
    }

    private static ExportWords waiting(ExportWork.Kind kind, ExportWork.State.Running running) {
        Messages messages = Speaking.messages();
        boolean reading = kind == ExportWork.Kind.HISTORY && running.reading();
        int done = running.done();
        int of = running.of();
        String sentence = messages.text("export.begins");
        if (of > 0 && reading) {
            sentence = messages.text("export.reading", "done", done, "of", of);
        } else if (of > 0) {
            sentence =
                    switch (kind) {
                        case MARKDOWN ->
                                messages.text("export.running.markdown", "done", done, "of", of);
                        case SITE -> messages.text("export.running.site", "done", done, "of", of);
                        case HISTORY ->
                                messages.text("export.running.history", "done", done, "of", of);
                    };
        }
        return new ExportWords(sentence, List.of(), "", Screens.NO_LINK, List.of(), "");
    }

    private static ExportWords made(Wiki wiki, ExportWork.Kind kind, ExportWork.State.Made made) {
        Messages messages = Speaking.messages();
        ExportSummary summary = made.summary();
        int pages = summary.pages();
        int files = summary.files();
        String is =
                kind == ExportWork.Kind.SITE
                        ? messages.text("export.made.site", "pages", pages, "files", files)
                        : messages.text("export.made.markdown", "pages", pages, "files", files);
        List<String> done =
                summary.elsewhere() == 0
                        ? List.of(is, messages.text("export.kept"))
                        : List.of(
                                is,
                                messages.text("export.elsewhere", "pages", summary.elsewhere()),
                                messages.text("export.kept"));
        int shown = Math.min(LISTED_MAX, summary.leftOut().size());
        return new ExportWords(
                "",
                done,
                "",
                Link.of(
                        Wikis.paths(wiki).screen("export") + "/made",
                        messages.text("export.save", "size", Sizes.words(made.bytes()))),
                summary.leftOut().subList(0, shown).stream()
                        .map(left -> "%s (%s)".formatted(left.what(), left.why()))
                        .toList(),
                more(summary.leftOutCount() - shown));
    }

    private static ExportWords written(ExportWork.State.Written written) {
        Messages messages = Speaking.messages();
        GitExport.Report report = written.report();
        int shown = Math.min(LISTED_MAX, report.leftOut().size());
        return new ExportWords(
                "",
                List.of(
                        messages.text(
                                "export.written",
                                "commits",
                                report.commits(),
                                "pages",
                                report.pages(),
                                "folder",
                                written.folder().toString())),
                problem(report.takenOut()),
                Screens.NO_LINK,
                report.leftOut().subList(0, shown),
                more(report.leftOut().size() - shown));
    }

    private static String problem(TakenOut takenOut) {
        return takenOut.commits() == 0
                ? ""
                : "%s (%s)".formatted(takenOut.spoken(), String.join("; ", takenOut.named()));
    }

    private static String more(int count) {
        return count == 0 ? "" : Speaking.messages().text("import.more", "count", count);
    }

    private static String failed(ExportWork.Kind kind, Exception why) {
        return switch (why) {
            case GitRefusedException e -> String.valueOf(e.getMessage());
            case RoomKeepingStream.NoRoomException e -> noRoom();
            case IOException e when kind == ExportWork.Kind.HISTORY ->
                    Speaking.messages().text("export.notWritten", "why", DiskReasons.words(e));
            case IOException e -> notMade(e);
            default -> unknown(why);
        };
    }

    private static String noRoom() {
        return Speaking.messages()
                .text("export.noRoom", "free", Sizes.words(RoomKeepingStream.LEFT_FREE_BYTES));
    }

    /** The disk did not take it. */
    static String notMade(IOException why) {
        return Speaking.messages().text("export.notMade", "why", DiskReasons.words(why));
    }

    private static String unknown(Exception why) {
        Problem problem = Failures.problem(why);
        return "%s %s".formatted(problem.title(), problem.detail());
    }
}
