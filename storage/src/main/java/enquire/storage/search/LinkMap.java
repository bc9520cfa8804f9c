package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/** Pages and the links between them, as a graph. Only inside one reading. */
final class LinkMap {

    private final LiveTitles titles;
    private final LiveTerms terms;
    private final PageRows rows;

    /** To which documents a document links, and which link to it. */
    private final Map<Integer, Set<Integer>> outgoing = new HashMap<>();

    private final Map<Integer, Set<Integer>> incoming = new HashMap<>();
    private int edges;

    LinkMap(WikiId wiki, IndexSearcher searcher) {
        this.titles = new LiveTitles(wiki, searcher.getIndexReader());
        this.terms = new LiveTerms(searcher.getIndexReader());
        this.rows = new PageRows(searcher.getIndexReader());
    }

    /**
     * The pages around one, as far as {@code depth} links in either direction, the nearest first.
     */
    Search.Graph around(PageId centre, int depth, int pagesMax) throws IOException {
        Optional<Integer> document = titles.document(centre);
        if (document.isEmpty()) {
            return new Search.Graph(List.of(), List.of(), 0);
        }
        readLinks();
        Map<Integer, Integer> distances = new LinkedHashMap<>();
        distances.put(document.get(), 0);
        List<Integer> edge = List.of(document.get());
        for (int distance = 1; distance <= depth; distance++) {
            var next = new ArrayList<Integer>();
            for (int at : edge) {
                for (int neighbour : neighbours(at)) {
                    if (distances.putIfAbsent(neighbour, distance) == null) {
                        next.add(neighbour);
                    }
                }
            }
            edge = next;
        }
        return graph(distances, pagesMax);
    }

    /** All pages; of more than {@code pagesMax} those with the most links. */
    Search.Graph whole(int pagesMax) throws IOException {
        readLinks();
        Set<Integer> linked = new LinkedHashSet<>(outgoing.keySet());
        linked.addAll(incoming.keySet());
        Map<Integer, Integer> distances = new LinkedHashMap<>();
        linked.stream()
                .sorted(Comparator.comparingInt((Integer page) -> -neighbours(page).size()))
                .forEach(page -> distances.put(page, 0));
        return graph(distances, pagesMax);
    }

    private void readLinks() throws IOException {
        var meaning = new LinkMeaning(titles);
        Map<PageId, Optional<Integer>> documents = new HashMap<>();
        List<Named> found = new ArrayList<>();
        terms.each(
                Fields.LINK,
                (term, _first, _pages) -> {
                    Optional<PageId> page = meaning.of(LinkTerm.parse(term).keys());
                    if (page.isPresent()) {
                        Optional<Integer> document = documents.get(page.get());
                        if (document == null) {
                            document = titles.document(page.get());
                            documents.put(page.get(), document);
                        }
                        if (document.isPresent()) {
                            found.add(new Named(BytesRef.deepCopyOf(term), document.get()));
                        }
                    }
                });
        for (Named link : found) {
            for (int from : terms.documents(Fields.LINK, link.term())) {
                if (from != link.document() && edges < Limits.MAP_LINKS_MAX) {
                    edges++;
                    outgoing.computeIfAbsent(from, _from -> new LinkedHashSet<>())
                            .add(link.document());
                    incoming.computeIfAbsent(link.document(), _to -> new LinkedHashSet<>())
                            .add(from);
                }
            }
        }
    }

    private record Named(BytesRef term, int document) {}

    private Set<Integer> neighbours(int document) {
        Set<Integer> neighbours = new LinkedHashSet<>(outgoing.getOrDefault(document, Set.of()));
        neighbours.addAll(incoming.getOrDefault(document, Set.of()));
        return neighbours;
    }

    private Search.Graph graph(Map<Integer, Integer> distances, int pagesMax) throws IOException {
        Map<Integer, Integer> numbers = new HashMap<>();
        var nodes = new ArrayList<Search.Node>();
        for (Map.Entry<Integer, Integer> each : distances.entrySet()) {
            if (nodes.size() == pagesMax) {
                break;
            }
            int document = each.getKey();
            numbers.put(document, nodes.size());
            nodes.add(
                    new Search.Node(
                            rows.page(document),
                            titles.shown(document),
                            each.getValue(),
                            outgoing.getOrDefault(document, Set.of()).size(),
                            incoming.getOrDefault(document, Set.of()).size()));
        }
        var lines = new ArrayList<Search.Edge>();
        numbers.forEach((document, from) -> {
            for (int to : outgoing.getOrDefault(document, Set.of())) {
                Integer number = numbers.get(to);
                if (number != null) {
                    lines.add(new Search.Edge(from, number));
                }
            }
        });
        return new Search.Graph(nodes, lines, distances.size());
    }
}
