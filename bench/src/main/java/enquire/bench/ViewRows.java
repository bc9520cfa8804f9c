package enquire.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Row 2: reading pages of five kilobytes with 20 links each. */
final class ViewRows {

    /**
     * Until the JVM has compiled what a view runs: a node that was just started needs about 100,000
     * views for that (measured).
     */
    private static final Duration WARM = Duration.ofSeconds(15);

    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final int CONNECTIONS = 16;

    /** Views between two edits, each of another page, so that none was rendered since the edit. */
    private static final int PAGES = 100;

    private final Report report;
    private final NodeProcess node;
    private final String wiki;

    ViewRows(Report report, NodeProcess node, String wiki) {
        this.report = report;
        this.node = node;
        this.wiki = wiki;
    }

    void print() throws Exception {
        String text = text();
        var views = new ArrayList<byte[]>();
        for (int i = 0; i < PAGES; i++) {
            node.put("wikis/" + wiki + "/pages/View%20" + i, text);
            views.add(HttpLoad.get(node.address().resolve("/" + wiki + "/View_" + i)));
        }
        unchanged(views.getFirst(), text.length());
        afresh(views);
    }

    private void unchanged(byte[] view, int length) throws Exception {
        HttpLoad.run(node.address(), CONNECTIONS, WARM, (c, n) -> view);
        Duration before = node.processorTime();
        var result = HttpLoad.run(node.address(), CONNECTIONS, MEASURED, (c, n) -> view);
        report.row(
                "2",
                "view of an unchanged page of %,d B with 20 links, 16 connections"
                        .formatted(length),
                "%,.0f/s, %s; %s of processor time each"
                        .formatted(
                                result.perSecond(),
                                result.latencies().p50AndP99(),
                                each(before, result.perSecond())));
    }

    /** A new page changes the wiki, so every page is rendered again: its links may lead there. */
    private void afresh(List<byte[]> views) throws Exception {
        HttpLoad.Requests turns =
                (connection, number) -> {
                    int turn = number % (PAGES + 1);
                    return turn < PAGES ? views.get(turn) : newPage(number);
                };
        HttpLoad.run(node.address(), 1, WARM, turns);
        Duration before = node.processorTime();
        var result = HttpLoad.run(node.address(), 1, MEASURED, turns);
        report.row(
                "2",
                "view rendered afresh, 1 connection, one new page in every " + PAGES + " views",
                "%s; %s of processor time each, with its share of the new page"
                        .formatted(
                                result.latencies().p50AndP99(), each(before, result.perSecond())));
    }

    private byte[] newPage(int number) {
        URI uri = node.api("wikis/" + wiki + "/pages/New%20" + System.nanoTime() + number);
        return HttpLoad.put(uri, node.token(), "A new page.\n");
    }

    private String each(Duration before, double perSecond) {
        double requests = perSecond * MEASURED.toSeconds();
        double millis = node.processorTime().minus(before).toNanos() / 1e6;
        return Percentiles.format(millis / requests);
    }

    private static String text() {
        return "# View\n\n"
                + "A paragraph of some length that says nothing of note and says it slowly, so that the page has about five kilobytes in the end, with one link to [[Hub]] and more words after it, as pages have them, until it ends. It goes on a little.\n\n"
                        .repeat(20);
    }
}
