package enquire.bench;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Everybody writes on one page while all are apart, then all meet. The nodes are whole ones, with
 * their own data folders and TLS between them, in one process: what is measured is the meeting and
 * not the start of so many JVMs.
 */
final class ApartRow {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String BEGINNING = "A page that all of us write on.\n";
    private static final long SEED = 20_261_130;

    /** A node that was closed, and where it is opened again. */
    private record Place(String name, Path data, int port) {}

    private final Report report;
    private final Path work;

    ApartRow(Report report, Path work) {
        this.report = report;
        this.work = work;
    }

    /**
     * @param edits of each node, each a change of its own: a character somewhere in the text
     */
    void print(int nodes, int edits) throws Exception {
        var places = new ArrayList<Place>();
        PageId page = begin(places, nodes);
        var together = new ArrayList<Node>();
        try {
            for (Place place : places) {
                together.add(open(place.name(), place.data(), place.port()));
            }
            for (int i = 0; i < nodes; i++) {
                write(repository(together.get(i)), page, edits, new Random(SEED + i));
            }
            long started = System.nanoTime();
            together.forEach(Node::listen);
            PeerRows.await(() -> areEqual(together, page));
            double seconds = (System.nanoTime() - started) / 1e9;
            check(together, page, edits);
            report.row(
                    "11",
                    "%d nodes, %,d edits each on one page while apart, until all are equal"
                            .formatted(nodes, edits),
                    "%.1f s, with finding each other".formatted(seconds));
        } finally {
            together.forEach(Node::close);
        }
    }

    /** All join Alice's wiki and have its page; then all are closed. */
    private PageId begin(List<Place> places, int nodes) throws Exception {
        var open = new ArrayList<Node>();
        try {
            for (int i = 0; i < nodes; i++) {
                Path data = work.resolve("apart-" + nodes + "-" + i);
                String name = i == 0 ? "Alice" : "Guest " + i;
                Node node = open(name, data, 0);
                open.add(node);
                places.add(new Place(name, data, node.listen()));
            }
            Wiki wiki = open.getFirst().create("Apart");
            PageId page = wiki.repository().create(new Title("Shared"), BEGINNING).page();
            for (Node guest : open.subList(1, nodes)) {
                guest.join(wiki.invite(Role.WRITER).text());
            }
            PeerRows.await(() -> areEqual(open, page));
            return page;
        } finally {
            open.forEach(Node::close);
        }
    }

    private static Node open(String name, Path data, int port) {
        return Node.open(
                new NodeSettings(data, Optional.of(name), LOOPBACK, port, InstantSource.system()));
    }

    private static Repository repository(Node node) {
        return node.wikis().getFirst().repository();
    }

    private static void write(Repository repository, PageId page, int edits, Random random) {
        for (int i = 0; i < edits; i++) {
            PageView view = repository.page(page).orElseThrow();
            int at = random.nextInt(view.text().length());
            char letter = (char) ('a' + random.nextInt(26));
            String text = view.text().substring(0, at) + letter + view.text().substring(at);
            repository.write(page, view.version(), text);
            repository.exchange().fold(page);
        }
    }

    private static boolean areEqual(List<Node> nodes, PageId page) {
        Optional<String> first = text(nodes.getFirst(), page);
        return first.isPresent()
                && nodes.stream().skip(1).map(node -> text(node, page)).allMatch(first::equals);
    }

    private static Optional<String> text(Node node, PageId page) {
        return repository(node).page(page).map(PageView::text);
    }

    private static void check(List<Node> nodes, PageId page, int edits) throws IOException {
        int expected = BEGINNING.length() + nodes.size() * edits;
        int chars = text(nodes.getFirst(), page).orElseThrow().length();
        if (chars != expected) {
            throw new IOException(chars + " characters in the end, not " + expected);
        }
    }
}
