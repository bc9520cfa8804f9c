package enquire.bench;

import enquire.storage.FolderTree;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code bench/run [ROW ...] [--pages N]}: measures the rows of the targets that it is asked for
 * (all without any), and prints Markdown tables. Rows: 1 start, 2 view, 3 save, 4 import, 5 search,
 * 6 backlinks, 7 tabs, 8 two nodes, 9 first sync, 10 in sync, 11 apart; {@code trial}, a part of
 * row 8; {@code history}, of a page of 5,000 changes. Only when they are named: {@code edit}, the
 * edit screen in a real browser; {@code files}, a large file that arrives; {@code mirror}, a folder
 * that follows; {@code hostile}, a row of the safety table.
 */
public final class Main {

    private static final int PAGES = 10_000;

    /** Row 9 of the targets. */
    private static final int SYNCED_PAGES = 1_000;

    private static final int SYNCED_PAGE_CHARS = 3_000;

    /** So that the pages of row 10 are on the other node soon. */
    private static final int SHORT_PAGE_CHARS = 300;

    /** Row 7: how many tabs look at the page that one of them types into. */
    private static final int[] TABS = {2, 10, 50, 100};

    /** Row 11: how many nodes write on one page while apart, and how much each. */
    private static final int[] APART = {4, 16};

    private static final int APART_EDITS = 1_000;

    /** Row files: a long film. */
    private static final int FILE_MEGABYTES = 1_000;

    private static final long SEED = 20_261_122;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var rows = new TreeSet<String>();
        int pages = PAGES;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--pages") && i + 1 < arguments.length) {
                pages = Integer.parseInt(arguments[++i]);
            } else {
                rows.add(arguments[i]);
            }
        }
        var report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        Path home = Path.of(System.getProperty("enquire.home")).toAbsolutePath();
        Path work = Files.createTempDirectory("enquire-bench");
        try {
            run(report, home, work, rows, pages);
        } finally {
            FolderTree.remove(work);
        }
        if (!report.complete()) {
            System.exit(1);
        }
    }

    private static void run(Report report, Path home, Path work, Set<String> rows, int pages)
            throws Exception {
        report.note(
                "Java %s, %d processors, %,d pages"
                        .formatted(
                                System.getProperty("java.version"),
                                Runtime.getRuntime().availableProcessors(),
                                pages));
        MachineLimits.print(report, work);
        report.begin("Rows of the targets", "#", "workload", "Enquire");
        var corpus = new Corpus(SEED, pages);
        var one = new Rows(report, home, work, pages);
        if (wanted(rows, "1")) {
            report.attempt("1", () -> one.start(work.resolve("empty"), "empty", "/"));
        }
        if (wanted(rows, "1", "2", "3", "4", "5", "6", "7", "backup", "export", "mirror")) {
            report.attempt("1 to 7", () -> oneNode(report, home, one, corpus, rows));
        }
        if (wanted(rows, "8")) {
            report.attempt("8", () -> new PeerRows(report, home, work).keyToOtherNode());
        }
        if (wanted(rows, "8", "trial")) {
            report.attempt("trial", () -> new TrialRows(report).print());
        }
        if (wanted(rows, "history")) {
            report.attempt("history", () -> new HistoryRow(report, home, work).print());
        }
        if (rows.contains("edit")) {
            report.attempt("edit", () -> new EditRows(report, home, work).print());
        }
        if (rows.contains("files")) {
            report.attempt("files", () -> new FileRows(report, home, work, FILE_MEGABYTES).print());
        }
        if (rows.contains("hostile")) {
            report.attempt("hostile", () -> new HostileRow(report, home, work).print());
        }
        if (wanted(rows, "11")) {
            for (int nodes : APART) {
                report.attempt("11", () -> new ApartRow(report, work).print(nodes, APART_EDITS));
            }
        }
        if (wanted(rows, "9", "10")) {
            var sync = new SyncRows(report, home, work);
            int few = Math.min(pages, SYNCED_PAGES);
            report.attempt("9, 10", () -> sync.firstSyncAndMeetings(SEED, few, SYNCED_PAGE_CHARS));
            if (pages > SYNCED_PAGES) {
                report.attempt(
                        "9, 10", () -> sync.firstSyncAndMeetings(SEED, pages, SHORT_PAGE_CHARS));
            }
        }
    }

    /** The rows that use the imported wiki; none of them can be measured without it. */
    private static void oneNode(Report report, Path home, Rows one, Corpus corpus, Set<String> rows)
            throws Exception {
        Path data = one.importCorpus(corpus);
        try (var node = NodeProcess.start(home, data, "Alice")) {
            String wiki = Rows.firstWiki(node);
            if (wanted(rows, "5")) {
                report.attempt("5", () -> one.search(node, wiki, corpus));
            }
            if (wanted(rows, "6")) {
                report.attempt("6", () -> one.backlinks(node, wiki, corpus));
            }
            if (wanted(rows, "2")) {
                report.attempt("2", () -> new ViewRows(report, node, wiki).print());
            }
            if (wanted(rows, "3")) {
                report.attempt("3", () -> one.save(node, wiki, corpus, 1));
                report.attempt("3", () -> one.save(node, wiki, corpus, 16));
            }
            if (rows.contains("mirror")) {
                var mirror = new MirrorRows(report, home, data.getParent(), node, wiki, corpus);
                report.attempt("mirror", () -> mirror.print(data, one.size()));
            }
            if (wanted(rows, "7")) {
                for (int tabs : TABS) {
                    report.attempt("7", () -> one.tabs(node, wiki, tabs));
                }
            }
        }
        if (rows.contains("backup")) {
            var backup = new BackupRows(report, home, data.getParent(), corpus);
            report.attempt("backup", () -> backup.print(data, one.size()));
        }
        if (rows.contains("export")) {
            var export = new ExportRows(report, home, data.getParent());
            report.attempt("export", () -> export.print(data, one.size()));
        }
        if (wanted(rows, "1")) {
            String page = "/corpus/Hub";
            String after =
                    one.size() + ", right after an import, while they are signed and indexed";
            report.attempt("1", () -> one.start(data, after, page));
            report.attempt("1", () -> one.awaitCaughtUp(data));
            report.attempt("1", () -> one.start(data, one.size(), page));
        }
    }

    private static boolean wanted(Set<String> rows, String... any) {
        if (rows.isEmpty()) {
            return true;
        }
        for (String row : any) {
            if (rows.contains(row)) {
                return true;
            }
        }
        return false;
    }
}
