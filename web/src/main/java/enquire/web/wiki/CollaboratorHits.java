package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.search.MarkedText;
import enquire.storage.search.Search;
import enquire.sync.node.PeerSearch;
import enquire.sync.node.Wiki;
import enquire.sync.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this computer and those of collaborators hold about a query, as one list. What came from
 * others is foreign: it is only ever shown as text.
 *
 * @param hits the best first; a page that several hold is one of them
 * @param slow names of those who have not answered
 * @param nobody whether nobody was there to be asked
 */
public record CollaboratorHits(List<Hit> hits, List<String> slow, boolean nobody) {

    /** As many are asked of each computer. */
    private static final int EACH = 100;

    /**
     * One page that was found.
     *
     * @param title as it shows here, or where it was found
     * @param markedTitle HTML, escaped, with {@code <mark>}
     * @param snippet likewise
     * @param own what this computer's index says of it, if it found the page
     * @param held whether the page is on this computer
     * @param from names of others that hold it, as far as they found it
     */
    public record Hit(
            PageId page,
            String title,
            String markedTitle,
            String snippet,
            Optional<Search.Hit> own,
            boolean held,
            List<String> from) {}

    /** Waits for those who are connected, at most so long. */
    public static CollaboratorHits of(Wiki wiki, SearchQuery query, Duration atMost) {
        String typed = Search.typed(query.words(), query.filter());
        PeerSearch.Answers answers = wiki.peerSearch().ask(typed, atMost);
        List<Search.Hit> own = wiki.search().search(query.words(), query.filter(), 0, EACH).hits();
        List<Hit> hits = merged(wiki, own, answers.answered());
        wiki.pageFetches().found(hits.stream().filter(hit -> !hit.held()).map(Hit::page).toList());
        return new CollaboratorHits(hits, answers.slow(), answers.nobody());
    }

    private static List<Hit> merged(
            Wiki wiki, List<Search.Hit> own, List<PeerSearch.Answer> answers) {
        var rankings = new ArrayList<List<PageId>>();
        rankings.add(own.stream().map(Search.Hit::page).toList());
        var ownHits = new HashMap<PageId, Search.Hit>();
        own.forEach(hit -> ownHits.put(hit.page(), hit));
        var foreign = new LinkedHashMap<PageId, Message.Hit>();
        var from = new HashMap<PageId, List<String>>();
        for (PeerSearch.Answer answer : answers) {
            List<PageId> pages = answer.hits().stream().map(Message.Hit::page).distinct().toList();
            rankings.add(pages);
            answer.hits().forEach(hit -> foreign.putIfAbsent(hit.page(), hit));
            pages.forEach(page ->
                    from.computeIfAbsent(page, unknown -> new ArrayList<>()).add(answer.name()));
        }
        return RankFusion.fused(rankings).stream()
                .flatMap(page ->
                        hit(wiki, page, ownHits, foreign, from.getOrDefault(page, List.of()))
                                .stream())
                .toList();
    }

    /** Empty for a page that is deleted here: the other has not heard of that. */
    private static Optional<Hit> hit(
            Wiki wiki,
            PageId page,
            Map<PageId, Search.Hit> ownHits,
            Map<PageId, Message.Hit> foreign,
            List<String> from) {
        Search.Hit own = ownHits.get(page);
        if (own != null) {
            return Optional.of(
                    new Hit(
                            page,
                            own.title(),
                            own.markedTitle(),
                            own.snippet(),
                            Optional.of(own),
                            true,
                            from));
        }
        Message.Hit found = foreign.get(page);
        Optional<PageView> held = wiki.repository().page(page);
        if (found == null || held.filter(PageView::deleted).isPresent()) {
            return Optional.empty();
        }
        String title = held.map(PageView::displayTitle).orElse(found.title());
        return Optional.of(
                new Hit(
                        page,
                        title,
                        MarkedText.html(title),
                        MarkedText.html(found.snippet()),
                        Optional.empty(),
                        held.isPresent(),
                        from));
    }
}
