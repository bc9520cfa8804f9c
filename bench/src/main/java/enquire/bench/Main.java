package enquire.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code bench/run [ROW ...] [--pages N]}: measures the rows of the targets that it is asked for
 * (all without any), and prints Markdown tables. Rows: 1 start, 2 view, 3 save, 4 import, 5 search,
 * 6 backlinks, 7 tabs, 8 two nodes, 9 first sync, 10 in sync.
 */
public final class Main {

    private static final int PAGES = 10_000;

    /** Row 9 of the targets. */
    private static final int SYNCED_PAGES = 1_000;

    private static final int SYNCED_PAGE_CHARS = 3_000;

    /** So that the pages of row 10 are on the other node soon. */
    private static final int SHORT_PAGE_CHARS = 300;

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
            Rows.delete(work);
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
            one.start(work.resolve("empty"), "empty", "/");
        }
        if (wanted(rows, "1", "2", "3", "4", "5", "6", "7")) {
            Path data = one.importCorpus(corpus);
            try (var node = NodeProcess.start(home, data, "Alice")) {
                String wiki = Rows.firstWiki(node);
                if (wanted(rows, "5")) {
                    one.search(node, wiki, corpus);
                }
                if (wanted(rows, "6")) {
                    one.backlinks(node, wiki, corpus);
                }
                if (wanted(rows, "2")) {
                    new ViewRows(report, node, wiki).print();
                }
                if (wanted(rows, "3")) {
                    one.save(node, wiki, corpus, 1);
                    one.save(node, wiki, corpus, 16);
                }
                if (wanted(rows, "7")) {
                    for (int tabs : new int[] {2, 10, 50, 100}) {
                        one.tabs(node, wiki, tabs);
                    }
                }
            }
            if (wanted(rows, "1")) {
                one.start(data, "%,d pages".formatted(pages), "/corpus/Hub");
            }
        }
        var two = new PeerRows(report, home, work);
        if (wanted(rows, "8")) {
            two.keyToOtherNode();
        }
        if (wanted(rows, "9", "10")) {
            var sync = new SyncRows(report, home, work);
            sync.firstSyncAndMeetings(SEED, Math.min(pages, SYNCED_PAGES), SYNCED_PAGE_CHARS);
            if (pages > SYNCED_PAGES) {
                sync.firstSyncAndMeetings(SEED, pages, SHORT_PAGE_CHARS);
            }
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
