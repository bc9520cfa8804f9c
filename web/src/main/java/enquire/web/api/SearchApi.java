package enquire.web.api;

import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.search.Search;
import enquire.sync.node.PeerSearch;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.wiki.CollaboratorHits;
import enquire.web.wiki.SearchQuery;
import enquire.web.wiki.Wikis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finding pages by words, titles and links. */
final class SearchApi {

    private static final int LIMIT_DEFAULT = 20;
    private static final int LIMIT_MAX = 200;
    private static final int OFFSET_MAX = 10_000;

    /**
     * One page that was found.
     *
     * @param section the heading above what matched; null above the first one
     */
    record Hit(
            String title,
            String id,
            String snippet,
            Search.@Nullable Section section,
            float score) {}

    /**
     * What a search found.
     *
     * @param meant other words that find something, if these find nothing; else null
     */
    record Found(long total, List<Hit> hits, @Nullable String meant, long notIndexed) {}

    /**
     * One page that this computer or another one holds.
     *
     * @param held whether it is on this computer
     * @param from names of others that hold it
     */
    record SharedHit(String title, String id, String snippet, boolean held, List<String> from) {}

    /**
     * What a search found here and with collaborators.
     *
     * @param slow names of those who have not answered; ask again in a while
     */
    record FoundTogether(long total, List<SharedHit> hits, List<String> slow, long notIndexed) {}

    /** One page that links here. */
    record Backlink(String title, String sentence) {}

    private final Wikis wikis;

    SearchApi(Wikis wikis) {
        this.wikis = wikis;
    }

    Reply search(Call call) {
        Wiki wiki = wikis.of(call);
        int limit = call.query("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
        long behind = wiki.search().behind();
        SearchQuery query = SearchQuery.of(call).with(query(call));
        if (query.collaborators()) {
            int offset = call.query("offset", 0, 0, OFFSET_MAX);
            return Json.reply(together(wiki, query, offset, limit, behind));
        }
        Search.Hits found =
                wiki.search()
                        .search(
                                query.words(),
                                query.filter(),
                                call.query("offset", 0, 0, OFFSET_MAX),
                                limit);
        List<Hit> hits =
                found.hits().stream()
                        .map(hit ->
                                new Hit(
                                        hit.title(),
                                        hit.page().toString(),
                                        hit.snippet(),
                                        hit.section().orElse(null),
                                        hit.score()))
                        .toList();
        Optional<String> meant =
                found.total() > 0 || query.words().isBlank()
                        ? Optional.empty()
                        : wiki.search().meant(query.words(), query.filter());
        return Json.reply(new Found(found.total(), hits, meant.orElse(null), behind));
    }

    private static FoundTogether together(
            Wiki wiki, SearchQuery query, int offset, int limit, long behind) {
        CollaboratorHits found = CollaboratorHits.of(wiki, query, PeerSearch.PATIENCE);
        List<SharedHit> hits =
                found.hits().stream()
                        .skip(offset)
                        .limit(limit)
                        .map(hit ->
                                new SharedHit(
                                        hit.title(),
                                        hit.page().toString(),
                                        hit.snippet(),
                                        hit.held(),
                                        hit.from()))
                        .toList();
        return new FoundTogether(found.hits().size(), hits, found.slow(), behind);
    }

    Reply suggest(Call call) {
        Wiki wiki = wikis.of(call);
        int limit = call.query("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
        long behind = wiki.search().behind();
        List<String> titles =
                Stream.concat(
                                wiki.search().completions(query(call), limit).stream(),
                                // Then those that only others hold.
                                wiki
                                        .repository()
                                        .records()
                                        .carrying()
                                        .completions(query(call), limit)
                                        .stream()
                                        .map(told -> told.title().value()))
                        .distinct()
                        .limit(limit)
                        .toList();
        List<String> edited = titles.stream().map(title -> edited(wiki, title)).toList();
        return Json.reply(Map.of("titles", titles, "edited", edited, "notIndexed", behind));
    }

    /** When the page was; empty if it has gone since the index heard of it. */
    private static String edited(Wiki wiki, String title) {
        TitleKey key = TitleKey.of(title);
        return rows(wiki.repository(), title).stream()
                .filter(row -> TitleKey.of(row.displayTitle()).equals(key))
                .findFirst()
                .map(row -> row.changedAt().toString())
                .orElse("");
    }

    /** Rows of a title, or of one that is shown as {@code Title~k3f9}: without the pages' texts. */
    private static List<PageSummary> rows(Repository repository, String title) {
        List<PageSummary> rows = repository.sharing(TitleKey.of(title));
        int tilde = title.lastIndexOf('~');
        return rows.isEmpty() && tilde > 0
                ? repository.sharing(TitleKey.of(title.substring(0, tilde)))
                : rows;
    }

    /** Tags for completion. */
    Reply tags(Call call) {
        Wiki wiki = wikis.of(call);
        int limit = call.query("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
        return Json.reply(Map.of("tags", wiki.search().tagCompletions(query(call), limit)));
    }

    Reply backlinks(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        int limit = call.query("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
        Search.Backlinks found =
                wiki.search().backlinks(page.page(), call.query("offset", 0, 0, OFFSET_MAX), limit);
        List<Backlink> backlinks =
                found.backlinks().stream()
                        .map(link -> new Backlink(link.title(), link.sentence()))
                        .toList();
        return Json.reply(Map.of("backlinks", backlinks, "total", found.total()));
    }

    private static String query(Call call) {
        String query = call.query("q").orElse("");
        if (query.length() > Search.QUERY_CHARS_MAX) {
            throw ProblemException.badRequest(
                    "A query has at most %,d characters.".formatted(Search.QUERY_CHARS_MAX));
        }
        return query;
    }
}
