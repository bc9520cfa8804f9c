package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.http.Failures;
import enquire.web.http.Problem;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.ImportScreen;
import enquire.web.screens.Link;
import enquire.web.vault.ImportReport;
import enquire.web.vault.Imports;
import enquire.web.vault.VaultKind;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How an import stands, in words of the language that is spoken.
 *
 * @param waiting how far it is, while it goes on; empty else
 * @param done what it was and when, and what was imported, a sentence each
 * @param problem why nothing, or not all, was imported; empty if all is well
 * @param left what could not be carried over as it was: path and reason
 * @param leftMore how many more there are, in words, or empty
 * @param links that lead nowhere: the page, and what it names
 * @param linksMore how many more there are, in words, or empty
 */
record ImportWords(
        String waiting,
        List<String> done,
        String problem,
        List<ImportScreen.Left> left,
        String leftMore,
        List<Link> links,
        String linksMore) {

    /** Of each list; the command shows as many. (A guess at what anybody reads.) */
    private static final int LISTED_MAX = 200;

    static final ImportWords NOTHING = sentence("", "");

    private static ImportWords sentence(String waiting, String problem) {
        return new ImportWords(waiting, List.of(), problem, List.of(), "", List.of(), "");
    }

    static ImportWords problem(String sentence) {
        return sentence("", sentence);
    }

    /** The programs whose pages can be imported, by their word. */
    static List<Link> kinds() {
        return Arrays.stream(VaultKind.values())
                .map(kind -> Link.of(kind.word(), kind.program()))
                .toList();
    }

    /**
     * @param name of what was imported
     */
    static ImportWords of(Wiki wiki, String name, ImportWork.State state, Times times) {
        return switch (state) {
            case ImportWork.State.Running running -> sentence(running(running), "");
            case ImportWork.State.Done done ->
                    done(wiki, last(name, done.at(), times), done.report());
            case ImportWork.State.Failed failed ->
                    problem(last(name, failed.at(), times) + " " + failed(failed.why()));
        };
    }

    private static String last(String name, Instant at, Times times) {
        return Speaking.messages()
                .text("import.last", "name", name, "when", times.when(at).words());
    }

    private static String running(ImportWork.State.Running running) {
        String key =
                switch (running.step()) {
                    case READING -> "import.reading";
                    case LOOKING -> "import.looking";
                    case SAVING -> "import.saving";
                };
        return Speaking.messages().text(key, "done", running.done(), "of", running.of());
    }

    private static String failed(Exception why) {
        Problem problem =
                why instanceof IOException broken ? Imports.broken(broken) : Failures.problem(why);
        return "%s %s".formatted(problem.title(), problem.detail());
    }

    private static ImportWords done(Wiki wiki, String last, ImportReport report) {
        Messages messages = Speaking.messages();
        String program = VaultKind.named(report.kind()).map(VaultKind::program).orElse("");
        List<String> done =
                List.of(
                        last,
                        messages.text("import.takenAs", "program", program),
                        messages.text(
                                "import.found",
                                "pages",
                                report.pages(),
                                "files",
                                report.files(),
                                "left",
                                report.leftOut()),
                        messages.text(
                                "import.pages",
                                "pages",
                                report.pages(),
                                "created",
                                report.created(),
                                "updated",
                                report.updated(),
                                "unchanged",
                                report.unchanged(),
                                "kept",
                                report.kept()));
        List<ImportScreen.Left> left =
                report.problems().stream()
                        .limit(LISTED_MAX)
                        .map(each -> new ImportScreen.Left(each.path(), each.why()))
                        .toList();
        int leftMore = report.problems().size() + report.problemsMore() - left.size();
        List<Link> links =
                report.unresolved().stream()
                        .limit(LISTED_MAX)
                        .map(each ->
                                new Link(
                                        Wikis.paths(wiki).page(each.page()),
                                        each.page(),
                                        each.target()))
                        .toList();
        int linksMore = report.unresolvedCount() - links.size();
        return new ImportWords(
                "",
                done,
                "",
                left,
                leftMore == 0 ? "" : messages.text("import.more", "count", leftMore),
                links,
                linksMore == 0 ? "" : messages.text("import.more", "count", linksMore));
    }
}
