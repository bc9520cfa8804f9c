package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import enquire.storage.Carrying;
import enquire.storage.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.lucene.search.IndexSearcher;

/**
 * Finds pages by words and by links. Derived from the repository, which it watches: its folder can
 * be deleted at any time and is made anew, within seconds while it is open; after a restart it goes
 * on from the {@code sequence} that it last committed. A saved edit is findable within 300 ms.
 * Thread-safe.
 *
 * <p>Every method that asks may throw {@link SearchUnavailableException} if the index cannot be
 * read. Offsets and limits are brought into range: at most 2,000 results at once, at most 10,000
 * deep.
 */
public final class Search implements AutoCloseable {

    /** The longest query that is read, in UTF-16 units; the rest is cut off. */
    public static final int QUERY_CHARS_MAX = Limits.QUERY_CHARS_MAX;

    /**
     * A section of a page.
     *
     * @param heading plain text
     * @param slug its anchor in the page
     */
    public record Section(String heading, String slug) {}

    /**
     * A section and the page that it is of.
     *
     * @param title of the page, as it shows
     */
    public record PlacedSection(String title, Section section) {}

    /**
     * @param title as it shows
     * @param markedTitle HTML: the same, escaped, with {@code <mark>} around what matched
     * @param snippet HTML: escaped text with {@code <mark>} around what matched
     * @param section in which the snippet's first match stands; empty above the first heading, and
     *     if nothing in the text matched
     */
    public record Hit(
            PageId page,
            String title,
            String markedTitle,
            String snippet,
            Optional<Section> section,
            float score) {}

    /**
     * @param total exact up to 10,000; beyond, at least so many
     */
    public record Hits(long total, List<Hit> hits) {}

    /**
     * @param title as it shows
     * @param sentence HTML: the escaped sentence around the page's first link, the link's words in
     *     {@code <mark>}
     */
    public record Backlink(PageId page, String title, String sentence) {}

    /**
     * @param total pages that link
     */
    public record Backlinks(int total, List<Backlink> backlinks) {}

    /**
     * Links to a page by certain of its names.
     *
     * @param links how many there are, several of one page included
     * @param total pages that have one
     * @param pages the most recently changed first
     */
    public record Linking(int links, int total, List<PageId> pages) {}

    /**
     * A page that speaks of another one and does not link to it.
     *
     * @param title as it shows
     * @param snippet HTML: escaped text with {@code <mark>} around the words
     */
    public record Mention(PageId page, String title, String snippet) {}

    /**
     * @param total pages that do
     */
    public record Mentions(int total, List<Mention> mentions) {}

    /**
     * A page of a map.
     *
     * @param title as it shows
     * @param distance in links from the page in the middle; 0 without one
     * @param linksTo pages that it links to, of the whole wiki
     * @param linkedFrom pages that link to it
     */
    public record Node(PageId page, String title, int distance, int linksTo, int linkedFrom) {}

    /** A link, by the places of its pages in the list. */
    public record Edge(int from, int to) {}

    /**
     * @param total pages that there would be without a limit
     */
    public record Graph(List<Node> nodes, List<Edge> edges, int total) {}

    /**
     * A title that pages link to and nobody made.
     *
     * @param links how many pages do
     */
    public record Wanted(String title, int links) {}

    /**
     * @param tag in lower case, without {@code #}
     */
    public record Tag(String tag, int pages) {}

    private final WikiId wiki;
    private final Repository repository;
    private final Surveys surveys;
    private final Meanings meanings;
    private final Indexer indexer;

    private Search(Repository repository, Surveys surveys, Meanings meanings, Indexer indexer) {
        this.wiki = repository.wiki();
        this.repository = repository;
        this.surveys = surveys;
        this.meanings = meanings;
        this.indexer = indexer;
    }

    /**
     * Returns at once; the index is opened and caught up with by a thread of its own. Queries wait
     * until it is open, and answer from what it holds by then.
     *
     * @param folder for the index; made if missing, emptied if it cannot be read
     */
    public static Search open(Path folder, Repository repository) {
        return open(folder, repository, Meanings.NONE);
    }

    public static Search open(Path folder, Repository repository, Meanings meanings) {
        var surveys =
                new Surveys(
                        repository.wiki(),
                        name -> isFile(repository, name) || isElsewhere(meanings.isWiki(), name));
        return new Search(
                repository, surveys, meanings, Indexer.start(folder, repository, surveys));
    }

    /**
     * Words, "phrases", prefix*, {@code tag:x}, {@code title:x}, {@code by:Alice}, {@code
     * after:2026-11-01}, -not. No query fails. The best pages first; if no word is asked for, the
     * most recently changed.
     */
    public Hits search(String query, int offset, int limit) {
        return search(query, SearchFilter.NONE, offset, limit);
    }

    /** The same, of the pages that {@code filter} asks for, too. */
    public Hits search(String query, SearchFilter filter, int offset, int limit) {
        return indexer.read(searcher ->
                new WordSearch(wiki, searcher, meanings)
                        .search(query, filter, depth(offset), results(limit)));
    }

    /**
     * The same for somebody else: whoever asks may not keep this computer busy.
     *
     * @return empty if it takes longer than {@code atMost}
     */
    public Optional<Hits> searchWithin(Duration atMost, String query, int limit) {
        long endNanos = System.nanoTime() + atMost.toNanos();
        return indexer.read(searcher -> {
            // One of its own: a time limit holds for all who share a searcher.
            var limited = new IndexSearcher(searcher.getIndexReader());
            limited.setQueryCache(null);
            limited.setTimeout(() -> System.nanoTime() - endNanos >= 0);
            Hits hits =
                    new WordSearch(wiki, limited, meanings)
                            .search(query, SearchFilter.NONE, 0, results(limit));
            // By the clock, too: Lucene does not say of every query that it was cut off.
            boolean late = limited.timedOut() || System.nanoTime() - endNanos >= 0;
            return late ? Optional.empty() : Optional.of(hits);
        });
    }

    /** The same query with the filter in it, as somebody would type it. */
    public static String typed(String query, SearchFilter filter) {
        return filter.isEmpty()
                ? query
                : filter.applied(QueryReader.read(query)).stream()
                        .map(Clause::typed)
                        .collect(Collectors.joining(" "));
    }

    /**
     * A query that finds something where {@code query} finds nothing: with words that pages have in
     * place of those that none has and that resemble them. Empty if there is none.
     */
    public Optional<String> meant(String query, SearchFilter filter) {
        return indexer.read(searcher -> {
            Optional<List<Clause>> meant =
                    new Spelling(searcher.getIndexReader()).meant(QueryReader.read(query));
            return meant.isPresent()
                            && new WordSearch(wiki, searcher, meanings)
                                    .finds(filter.applied(meant.get()))
                    ? Optional.of(
                            meant.get().stream()
                                    .map(Clause::typed)
                                    .collect(Collectors.joining(" ")))
                    : Optional.empty();
        });
    }

    /**
     * Titles that complete what is typed, as they begin with, contain or resemble it: prefix first,
     * then word prefix, then fuzzy; recency breaks ties. The most recent ones if nothing is typed.
     */
    public List<String> completions(String typed, int limit) {
        int atMost = Math.clamp(limit, 1, Limits.COMPLETIONS_MAX);
        return indexer.read(searcher -> new Completions(wiki, searcher).of(typed, atMost));
    }

    /** Sections of all pages whose heading holds what is typed, of those changed last first. */
    public List<PlacedSection> headings(String typed, int limit) {
        int atMost = Math.clamp(limit, 1, Limits.COMPLETIONS_MAX);
        return indexer.read(searcher -> new HeadingSearch(wiki, searcher).of(typed, atMost));
    }

    /** Sections of one page whose heading holds what is typed, in their order; all for nothing. */
    public List<PlacedSection> headings(PageId page, String typed, int limit) {
        int atMost = Math.clamp(limit, 1, Limits.COMPLETIONS_MAX);
        return indexer.read(searcher -> new HeadingSearch(wiki, searcher).of(page, typed, atMost));
    }

    /** Pages that link to this one, the most recently changed first; not the page itself. */
    public Backlinks backlinks(PageId page, int offset, int limit) {
        return indexer.read(
                searcher -> new LinkSearch(wiki, searcher).of(page, depth(offset), results(limit)));
    }

    /**
     * Pages, this one perhaps among them, that link to it by one of these names.
     *
     * @param limit at most 10,000
     */
    public Linking linking(PageId page, Set<TitleKey> names, int limit) {
        return indexer.read(
                searcher -> new LinkSearch(wiki, searcher).naming(page, names, depth(limit)));
    }

    /**
     * Pages that hold one of these names in their text and do not link to the page, the most
     * recently changed first.
     *
     * @param names at most 32 of them are looked for; a name without a letter or digit is none
     */
    public Mentions mentions(PageId page, Collection<String> names, int offset, int limit) {
        return indexer.read(searcher ->
                new MentionSearch(wiki, searcher).of(page, names, depth(offset), results(limit)));
    }

    /** Pages that link to a title that no page has, the most recently changed first. */
    public Backlinks linksTo(TitleKey missing, int offset, int limit) {
        return indexer.read(searcher ->
                new LinkSearch(wiki, searcher).of(missing, depth(offset), results(limit)));
    }

    /**
     * The pages around one and the links between them. Looks at every link: 0.1 s for 10,000 pages.
     *
     * @param depth 1 to 3 links away
     * @param pagesMax at most 2,000, the nearest first
     */
    public Graph around(PageId page, int depth, int pagesMax) {
        int pages = Math.clamp(pagesMax, 1, Limits.MAP_PAGES_MAX);
        return indexer.read(searcher ->
                new LinkMap(wiki, searcher).around(page, Math.clamp(depth, 1, 3), pages));
    }

    /** All pages that have links; of more than {@code pagesMax}, those with the most. */
    public Graph map(int pagesMax) {
        int pages = Math.clamp(pagesMax, 1, Limits.MAP_PAGES_MAX);
        return indexer.read(searcher -> new LinkMap(wiki, searcher).whole(pages));
    }

    /**
     * Most wanted first, without pages that only others hold. May be 4 s behind while pages change;
     * fast enough for every screen.
     */
    public List<Wanted> wanted(int offset, int limit) {
        Carrying carrying = repository.records().carrying();
        return part(
                indexer.read(surveys::newest).wanted().stream()
                        .filter(wanted -> carrying.resolve(wanted.title()).isEmpty())
                        .toList(),
                offset,
                limit);
    }

    /** Live pages that no other page links to, by title. May be as far behind. */
    public List<PageId> orphans(int offset, int limit) {
        return part(indexer.read(surveys::newest).orphans(), offset, limit);
    }

    /** Those of most pages first. */
    public List<Tag> tags(int offset, int limit) {
        return indexer.read(searcher -> new TagList(searcher).all(depth(offset), results(limit)));
    }

    /** Tags that begin with what was typed, those of most pages first. */
    public List<Tag> tagCompletions(String typed, int limit) {
        return indexer.read(searcher -> new TagList(searcher).beginning(typed, 0, results(limit)));
    }

    /** Pages with this tag or one below it ({@code a/b} is below {@code a}), by title. */
    public List<PageId> tagged(String tag, int offset, int limit) {
        return indexer.read(
                searcher -> new TagList(searcher).tagged(tag, depth(offset), results(limit)));
    }

    /**
     * How far the index is behind the repository, in pages; at most, because a page that changed
     * twice may count twice. 0 when it has caught up.
     */
    public long behind() {
        return Math.max(0, repository.exchange().lastSequence() - indexer.sequence());
    }

    /** Stops the thread and commits. Must come before the repository is closed. */
    @Override
    public void close() {
        indexer.close();
    }

    /** A link to {@code report.pdf} wants no page when there is such a file. */
    private static boolean isFile(Repository repository, String name) {
        return name.indexOf('.') >= 0
                && repository.attachments().named(Optional.empty(), name).isPresent();
    }

    private static boolean isElsewhere(Predicate<String> isWiki, String name) {
        int colon = name.indexOf(':');
        return colon > 0 && isWiki.test(name.substring(0, colon));
    }

    private static <T> List<T> part(List<T> whole, int offset, int limit) {
        return whole.stream().skip(depth(offset)).limit(results(limit)).toList();
    }

    private static int depth(int offset) {
        return Math.clamp(offset, 0, Limits.RESULTS_DEPTH_MAX);
    }

    private static int results(int limit) {
        return Math.clamp(limit, 0, Limits.RESULTS_MAX);
    }
}
